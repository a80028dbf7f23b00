package dev.countersign.notification.http;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are the public Internet. IPv4 is what the special-purpose registry leaves; IPv6
 * is the global unicast block without the parts that carry another address inside (WH-01, WH-02).
 */
final class AddressRanges {
  private static final List<IPAddress> SPECIAL_V4 =
      parse(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final List<IPAddress> GLOBAL_V6 = parse("2000::/3");

  private static final List<IPAddress> SPECIAL_V6 =
      parse("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

  private final List<IPAddress> allowed;

  AddressRanges(List<String> allowedNetworks) {
    this.allowed = parse(allowedNetworks.toArray(String[]::new));
  }

  /** Whether the operator opened anything beyond the public Internet. */
  boolean hasAllowedNetworks() {
    return !allowed.isEmpty();
  }

  boolean isAllowedNetwork(InetAddress address) {
    return contains(allowed, toAddress(address));
  }

  boolean isPublic(InetAddress address) {
    var ip = toAddress(address);
    return address instanceof Inet4Address
        ? !contains(SPECIAL_V4, ip)
        : contains(GLOBAL_V6, ip) && !contains(SPECIAL_V6, ip);
  }

  private static boolean contains(List<IPAddress> networks, IPAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /** Bytes, not text: a scope or a mapped form in the text would be another way to say the same. */
  private static IPAddress toAddress(InetAddress address) {
    return new inet.ipaddr.IPAddressNetwork.IPAddressGenerator().from(address.getAddress());
  }

  private static List<IPAddress> parse(String... networks) {
    return Stream.of(networks).map(AddressRanges::network).toList();
  }

  private static IPAddress network(String cidr) {
    var network = new IPAddressString(cidr.strip()).getAddress();
    if (network == null || !network.isPrefixed()) {
      throw new IllegalArgumentException("Expected a network such as 127.0.0.0/8, but got " + cidr);
    }
    return network.toPrefixBlock();
  }
}
