package steps

import (
	"fmt"
	"net/netip"
	"strings"
)

// ownRange stands for the CIDR range that ownAddress returns.
const ownRange = "{the harness's own address}"

// ownAddress returns the CIDR range that holds the harness's own address, as
// the target sees it, and no other.
func ownAddress(seen string) (string, error) {
	addr, err := netip.ParseAddr(seen)
	if err != nil {
		return "", fmt.Errorf("the target does not say at which address it sees the harness: client_address is %q", seen)
	}
	addr = addr.Unmap().WithZone("")
	return netip.PrefixFrom(addr, addr.BitLen()).String(), nil
}

// withSomeAddress puts an address in the place of the harness's own, which is
// not known before the target is asked, so that the rest of a line can be checked.
func withSomeAddress(text string) string {
	return strings.ReplaceAll(text, ownRange, "192.0.2.1/32")
}
