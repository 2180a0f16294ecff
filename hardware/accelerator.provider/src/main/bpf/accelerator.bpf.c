// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * The accelerator: forwards the segments of connections in the kernel, as the Java forwarder would: the same frame, only its MAC addresses
 * changed, out of the interface it came in by.
 *
 * Two programs share one decision. The socket of the adapter sees every frame before tc does: what goes on at tc is left out there. All
 * that is new is settled at the socket too, so that it is settled once: whom a SYN goes to, by the sequence that Java has computed for its
 * port, and that a handshake is over. Java is told of either through a ring; where the ring has no room, the frame is Java's. At tc
 * nothing is settled: what is known goes on. Everything else is Java's.
 *
 * Nothing is forwarded once the lease is over that the JVM renews: one that is dead or frozen must not go on for long.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>
#include <linux/tcp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define TARGETS 65536
#define FRAGMENT 0x3FFF /* more fragments, or an offset */
#define MAC 6
#define PROTO_TCP 6
#define MAPPED 0xFFFF
#define LOCAL 0 /* the target that is this stack: its frames are Java's */
#define ESTABLISHED 0
#define MOST_TURNS 256 /* a power of two */
#define MOST_PORTS 1024
#define NEWS (1 << 18)
#define OUTGOING 4 /* PACKET_OUTGOING */

/* What the JVM renews. */
struct lease {
	__u64 until; /* of the monotonic clock, in nanoseconds */
	__u64 until_syns; /* nothing new is begun after that */
	__u8 vmac[8]; /* the six bytes of the adapter's virtual address, and two of nothing */
};

struct flow4 {
	__be32 src;
	__be32 dst;
	__be16 sport;
	__be16 dport;
};

struct flow6 {
	__be32 src[4];
	__be32 dst[4];
	__be16 sport;
	__be16 dport;
};

/*
 * Where a connection goes, and when it last carried a segment, in 2^20 nanoseconds of the monotonic clock. While it is being opened: the
 * generation of the turns by which it goes there, or a number that none of them has if Java has chosen.
 */
struct way {
	__u16 target;
	__u16 opening;
	__u32 seen;
};

struct target {
	__u8 mac[8];
};

/* A distributed port; an IPv4 address is mapped. */
struct port {
	__be32 dst[4];
	__be16 dport;
	__u16 nothing;
};

/* Whose turn it is for new connections to a port. */
struct turns {
	__u32 turn;
	__u16 generation; /* another one whenever the targets change; never 0 */
	__u16 length;
	__u16 targets[MOST_TURNS];
};

/* What Java is told: that a connection is being opened, or has been. */
struct news {
	struct flow6 flow; /* IPv4 addresses are mapped */
	__u16 target;
	__u16 opening;
};

enum counter { FORWARDED, OPENED, COUNTERS };

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct lease);
} ezplex_lease SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1); /* set at load */
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct flow4);
	__type(value, struct way);
} ezplex_flows4 SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1); /* set at load */
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct flow6);
	__type(value, struct way);
} ezplex_flows6 SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, TARGETS);
	__type(key, __u32);
	__type(value, struct target);
} ezplex_targets SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, MOST_PORTS);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct port);
	__type(value, struct turns);
} ezplex_turns SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, NEWS);
} ezplex_news SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, COUNTERS);
	__type(key, __u32);
	__type(value, __u64);
} ezplex_counters SEC(".maps");

static __always_inline void count(__u32 which)
{
	__u64 *value = bpf_map_lookup_elem(&ezplex_counters, &which);

	if (value)
		*value += 1;
}

/* Whether the IPv4 header without options has the checksum it should have. */
static __always_inline int sound(const struct iphdr *ip)
{
	const __u16 *words = (const __u16 *)ip;
	__u32 sum = 0;

#pragma unroll
	for (int i = 0; i < (int)(sizeof(*ip) / sizeof(*words)); i++)
		sum += words[i];
	sum = (sum & 0xFFFF) + (sum >> 16);
	sum = (sum & 0xFFFF) + (sum >> 16);
	return sum == 0xFFFF;
}

/* A frame, as far as it matters. */
struct frame {
	struct ethhdr eth;
	struct flow6 flow; /* IPv4 addresses are mapped */
	__u8 v4;
	__u8 syn; /* asks for a connection; else it neither opens nor ends one */
};

/* Reads the TCP header of a segment that is wholly there, {@code room} bytes from there on. */
static __always_inline int read_tcp(struct __sk_buff *skb, __u32 at, __u32 room, struct frame *frame)
{
	struct tcphdr tcp;

	if (bpf_skb_load_bytes(skb, at, &tcp, sizeof(tcp)))
		return 0;
	if (tcp.doff < 5 || tcp.doff * 4U > room)
		return 0;
	if (tcp.fin || tcp.rst || tcp.syn == tcp.ack)
		return 0;
	frame->flow.sport = tcp.source;
	frame->flow.dport = tcp.dest;
	frame->syn = tcp.syn;
	return 1;
}

static __always_inline int read_ipv4(struct __sk_buff *skb, struct frame *frame)
{
	struct iphdr ip;
	__u32 total;

	if (bpf_skb_load_bytes(skb, ETH_HLEN, &ip, sizeof(ip)))
		return 0;
	total = bpf_ntohs(ip.tot_len);
	if (ip.version != 4 || ip.ihl != 5 || ip.protocol != PROTO_TCP || (ip.frag_off & bpf_htons(FRAGMENT)))
		return 0;
	if (total < sizeof(ip) || ETH_HLEN + total > skb->len || !sound(&ip))
		return 0;
	frame->v4 = 1;
	frame->flow.src[2] = bpf_htonl(MAPPED);
	frame->flow.src[3] = ip.saddr;
	frame->flow.dst[2] = bpf_htonl(MAPPED);
	frame->flow.dst[3] = ip.daddr;
	return read_tcp(skb, ETH_HLEN + sizeof(ip), total - sizeof(ip), frame);
}

static __always_inline int read_ipv6(struct __sk_buff *skb, struct frame *frame)
{
	struct ipv6hdr ip;
	__u32 length;

	if (bpf_skb_load_bytes(skb, ETH_HLEN, &ip, sizeof(ip)))
		return 0;
	length = bpf_ntohs(ip.payload_len);
	if (ip.version != 6 || ip.nexthdr != PROTO_TCP || ETH_HLEN + sizeof(ip) + length > skb->len)
		return 0;
	__builtin_memcpy(frame->flow.src, &ip.saddr, sizeof(frame->flow.src));
	__builtin_memcpy(frame->flow.dst, &ip.daddr, sizeof(frame->flow.dst));
	return read_tcp(skb, ETH_HLEN + sizeof(ip), length, frame);
}

static __always_inline int same(const __u8 *one, const __u8 *other)
{
	return *(const __u32 *)one == *(const __u32 *)other && *(const __u16 *)(one + 4) == *(const __u16 *)(other + 4);
}

/* Whether a frame may be the accelerator's: all of it has been read then. */
static __always_inline int read_frame(struct __sk_buff *skb, const struct lease *lease, struct frame *frame)
{
	if (bpf_skb_load_bytes(skb, 0, &frame->eth, sizeof(frame->eth)) || !same(frame->eth.h_dest, lease->vmac))
		return 0;
	if (frame->eth.h_proto == bpf_htons(ETH_P_IP))
		return read_ipv4(skb, frame);
	return frame->eth.h_proto == bpf_htons(ETH_P_IPV6) && read_ipv6(skb, frame);
}

static __always_inline struct lease *lease_of(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&ezplex_lease, &zero);
}

static __always_inline struct flow4 flow4_of(const struct frame *frame)
{
	struct flow4 flow = {
		.src = frame->flow.src[3],
		.dst = frame->flow.dst[3],
		.sport = frame->flow.sport,
		.dport = frame->flow.dport,
	};

	return flow;
}

static __always_inline struct way *way_of(const struct frame *frame)
{
	struct flow4 flow;

	if (!frame->v4)
		return bpf_map_lookup_elem(&ezplex_flows6, &frame->flow);
	flow = flow4_of(frame);
	return bpf_map_lookup_elem(&ezplex_flows4, &flow);
}

static __always_inline struct turns *turns_of(const struct frame *frame)
{
	struct port port = {};

	__builtin_memcpy(port.dst, frame->flow.dst, sizeof(port.dst));
	port.dport = frame->flow.dport;
	return bpf_map_lookup_elem(&ezplex_turns, &port);
}

/* The target with that number, if it takes frames. */
static __always_inline struct target *target_of(__u32 number)
{
	struct target *target = bpf_map_lookup_elem(&ezplex_targets, &number);

	/* A group's address, or none at all, is nobody's. */
	if (!target || (target->mac[0] & 1) || !(*(__u32 *)target->mac | *(__u16 *)(target->mac + 4)))
		return NULL;
	return target;
}

/*
 * The target that a frame goes to, or nothing if it is Java's. A SYN that is sent again goes where the first one went as long as the turns
 * are the same ones; a SYN of an established connection is Java's.
 */
static __always_inline struct target *decide(const struct frame *frame, const struct way *way, const struct turns *turns)
{
	if (!way || (frame->syn && !turns))
		return NULL;
	if (way->opening != (frame->syn ? turns->generation : ESTABLISHED))
		return NULL;
	return target_of(way->target);
}

/* Tells Java, and enters the connection if it is a new one. Without room for either nothing has happened. */
static __always_inline int tell(const struct frame *frame, const struct way *way, int enters)
{
	struct news *news = bpf_ringbuf_reserve(&ezplex_news, sizeof(*news), 0);
	struct flow4 flow;
	long error = 0;

	if (!news)
		return 0;
	if (enters && frame->v4) {
		flow = flow4_of(frame);
		error = bpf_map_update_elem(&ezplex_flows4, &flow, way, BPF_NOEXIST);
	} else if (enters) {
		error = bpf_map_update_elem(&ezplex_flows6, &frame->flow, way, BPF_NOEXIST);
	}
	if (error) {
		bpf_ringbuf_discard(news, 0);
		return 0;
	}
	__builtin_memcpy(&news->flow, &frame->flow, sizeof(news->flow));
	news->target = way->target;
	news->opening = enters ? way->opening : ESTABLISHED;
	bpf_ringbuf_submit(news, 0);
	return 1;
}

/*
 * Gives a new connection to the next target. If that is this stack itself, the frame is Java's all the same, which has heard then whose turn
 * it was. Two processors may give the same turn at the same moment: one target has one more then.
 */
static __always_inline void open(const struct frame *frame, struct turns *turns)
{
	struct way way = {};
	__u32 length = turns->length;
	__u32 at;

	if (!length || length > MOST_TURNS)
		return;
	at = turns->turn % length;
	/* The verifier does not know what a remainder is, and the compiler would leave out what it does know. */
	barrier_var(at);
	way.target = turns->targets[at & (MOST_TURNS - 1)];
	way.opening = turns->generation;
	way.seen = bpf_ktime_get_ns() >> 20;
	if ((way.target == LOCAL || target_of(way.target)) && tell(frame, &way, 1)) {
		turns->turn++;
		count(OPENED);
	}
}

/* The handshake is over with the first segment that is no SYN. */
static __always_inline void establish(const struct frame *frame, struct way *way)
{
	if (way->opening != ESTABLISHED && target_of(way->target) && tell(frame, way, 0))
		way->opening = ESTABLISHED;
}

SEC("tc")
int ezplex_forward(struct __sk_buff *skb)
{
	struct frame frame = {};
	struct lease *lease = lease_of();
	struct target *target;
	struct way *way;
	__u64 now = bpf_ktime_get_ns();

	/* Whoever else looks at frames here has its turn. */
	if (!lease || now > lease->until || !read_frame(skb, lease, &frame))
		return TC_ACT_UNSPEC;
	way = way_of(&frame);
	target = decide(&frame, way, frame.syn ? turns_of(&frame) : NULL);
	if (!way || !target)
		return TC_ACT_UNSPEC;
	if (way->seen != (__u32)(now >> 20))
		way->seen = now >> 20;
	__builtin_memcpy(frame.eth.h_source, lease->vmac, MAC);
	__builtin_memcpy(frame.eth.h_dest, target->mac, MAC);
	if (bpf_skb_store_bytes(skb, 0, &frame.eth, 2 * MAC, 0))
		return TC_ACT_SHOT;
	count(FORWARDED);
	return bpf_redirect(skb->ifindex, 0);
}

/* Of what arrives the adapter gets what is for its address or for a group, and not forwarded at tc. */
SEC("socket")
int ezplex_tap(struct __sk_buff *skb)
{
	struct frame frame = {};
	struct lease *lease = lease_of();
	struct turns *turns = NULL;
	struct way *way;
	__u64 now = bpf_ktime_get_ns();

	if (!lease || bpf_skb_load_bytes(skb, 0, &frame.eth, sizeof(frame.eth)))
		return 0;
	if (!((frame.eth.h_dest[0] & 1) || same(frame.eth.h_dest, lease->vmac)))
		return 0;
	if (now > lease->until || skb->pkt_type == OUTGOING || !read_frame(skb, lease, &frame))
		return -1;
	way = way_of(&frame);
	if (frame.syn) {
		turns = turns_of(&frame);
		if (!way && turns && now <= lease->until_syns) {
			open(&frame, turns);
			way = way_of(&frame);
		}
	} else if (way) {
		establish(&frame, way);
	}
	return decide(&frame, way, turns) ? 0 : -1;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
