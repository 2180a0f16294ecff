#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Compiles the kernel's programs: build.sh OUTPUT. Wants clang, llvm and libbpf-dev. The same compiler makes the same octets anywhere: no
# path of this machine gets into them. The types (BTF) stay, since they describe the maps; what else -g adds goes.
set -eu
cd "$(dirname "$0")"
clang -O2 -g -ffile-prefix-map="$PWD"=. -target bpf -I"/usr/include/$(uname -m)-linux-gnu" -Wall -Wextra -Werror \
    -c accelerator.bpf.c -o "$1"
llvm-strip -g "$1"
