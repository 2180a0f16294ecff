// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * The accelerator: forwards the segments of established connections in the kernel, as the Java forwarder would: the same frame, only its
 * MAC addresses changed, out of the interface it came in by.
 *
 * Two programs share one decision. At tc, a frame that is the accelerator's goes on to its target. At the socket of the adapter, which
 * sees every frame before tc does, it is left out. Everything else, among it all that opens or ends a connection, is Java's.
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

/* What the JVM renews. */
struct lease {
	__u64 until; /* of the monotonic clock, in nanoseconds */
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

/* Where a connection goes, and when it last carried a segment, in 2^20 nanoseconds of the monotonic clock. */
struct way {
	__u32 target;
	__u32 seen;
};

struct target {
	__u8 mac[8];
};

enum counter { FORWARDED, COUNTERS };

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

/* Reads the ports of a segment that neither opens nor ends anything and is wholly there, {@code room} bytes from its TCP header on. */
static __always_inline int ports(struct __sk_buff *skb, __u32 at, __u32 room, __be16 *sport, __be16 *dport)
{
	struct tcphdr tcp;

	if (bpf_skb_load_bytes(skb, at, &tcp, sizeof(tcp)))
		return 0;
	if (tcp.doff < 5 || tcp.doff * 4U > room)
		return 0;
	if (tcp.syn || tcp.fin || tcp.rst || !tcp.ack)
		return 0;
	*sport = tcp.source;
	*dport = tcp.dest;
	return 1;
}

static __always_inline struct way *way4(struct __sk_buff *skb)
{
	struct iphdr ip;
	struct flow4 flow = {};
	__u32 total;

	if (bpf_skb_load_bytes(skb, ETH_HLEN, &ip, sizeof(ip)))
		return NULL;
	total = bpf_ntohs(ip.tot_len);
	if (ip.version != 4 || ip.ihl != 5 || ip.protocol != PROTO_TCP || (ip.frag_off & bpf_htons(FRAGMENT)))
		return NULL;
	if (total < sizeof(ip) || ETH_HLEN + total > skb->len || !sound(&ip))
		return NULL;
	flow.src = ip.saddr;
	flow.dst = ip.daddr;
	if (!ports(skb, ETH_HLEN + sizeof(ip), total - sizeof(ip), &flow.sport, &flow.dport))
		return NULL;
	return bpf_map_lookup_elem(&ezplex_flows4, &flow);
}

static __always_inline struct way *way6(struct __sk_buff *skb)
{
	struct ipv6hdr ip;
	struct flow6 flow = {};
	__u32 length;

	if (bpf_skb_load_bytes(skb, ETH_HLEN, &ip, sizeof(ip)))
		return NULL;
	length = bpf_ntohs(ip.payload_len);
	if (ip.version != 6 || ip.nexthdr != PROTO_TCP || ETH_HLEN + sizeof(ip) + length > skb->len)
		return NULL;
	__builtin_memcpy(flow.src, &ip.saddr, sizeof(flow.src));
	__builtin_memcpy(flow.dst, &ip.daddr, sizeof(flow.dst));
	if (!ports(skb, ETH_HLEN + sizeof(ip), length, &flow.sport, &flow.dport))
		return NULL;
	return bpf_map_lookup_elem(&ezplex_flows6, &flow);
}

static __always_inline int same(const __u8 *one, const __u8 *other)
{
	return *(const __u32 *)one == *(const __u32 *)other && *(const __u16 *)(one + 4) == *(const __u16 *)(other + 4);
}

/*
 * What is to become of a frame: the target that gets it, or nothing if it is Java's. Fills in the two MAC addresses that go to the front of
 * the frame.
 */
static __always_inline struct target *decide(struct __sk_buff *skb, struct ethhdr *eth, struct way **way)
{
	__u32 zero = 0;
	struct lease *lease = bpf_map_lookup_elem(&ezplex_lease, &zero);
	struct target *target;

	if (!lease || bpf_skb_load_bytes(skb, 0, eth, sizeof(*eth)) || !same(eth->h_dest, lease->vmac))
		return NULL;
	if (eth->h_proto == bpf_htons(ETH_P_IP))
		*way = way4(skb);
	else if (eth->h_proto == bpf_htons(ETH_P_IPV6))
		*way = way6(skb);
	if (!*way)
		return NULL;
	if (bpf_ktime_get_ns() > lease->until)
		return NULL;
	target = bpf_map_lookup_elem(&ezplex_targets, &(*way)->target);
	/* A group's address, or none at all, is nobody's. */
	if (!target || (target->mac[0] & 1) || !(*(__u32 *)target->mac | *(__u16 *)(target->mac + 4)))
		return NULL;
	__builtin_memcpy(eth->h_source, lease->vmac, MAC);
	__builtin_memcpy(eth->h_dest, target->mac, MAC);
	return target;
}

SEC("tc")
int ezplex_forward(struct __sk_buff *skb)
{
	struct ethhdr eth;
	struct way *way = NULL;
	__u32 now;

	/* Whoever else looks at frames here has its turn. */
	if (!decide(skb, &eth, &way))
		return TC_ACT_UNSPEC;
	now = bpf_ktime_get_ns() >> 20;
	if (way->seen != now)
		way->seen = now;
	if (bpf_skb_store_bytes(skb, 0, &eth, 2 * MAC, 0))
		return TC_ACT_SHOT;
	count(FORWARDED);
	return bpf_redirect(skb->ifindex, 0);
}

/* Of what arrives the adapter gets what is for its address or for a group, and not forwarded at tc. */
SEC("socket")
int ezplex_tap(struct __sk_buff *skb)
{
	struct ethhdr eth;
	struct way *way = NULL;
	__u32 zero = 0;
	struct lease *lease;

	if (bpf_skb_load_bytes(skb, 0, &eth, sizeof(eth)))
		return 0;
	lease = bpf_map_lookup_elem(&ezplex_lease, &zero);
	if (!lease || !((eth.h_dest[0] & 1) || same(eth.h_dest, lease->vmac)))
		return 0;
	return decide(skb, &eth, &way) ? 0 : -1;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
