//! Which network addresses are fetched from: public ones, at the ports of the web.
//!
//! The check is made on the address that a connection is opened to, after names are looked up, so that no spelling of an
//! address, no redirect and no name that changes its mind gets around it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::str::FromStr;

/// What may be fetched from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Reach {
    /// Public addresses, ports 80 and 443.
    #[default]
    Public,
    /// These as well.
    PublicAnd(Vec<Permitted>),
    /// Any address and port.
    Anywhere,
}

/// A private address that is permitted, at one port or all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permitted {
    address: IpAddr,
    port: Option<u16>,
}

/// Why nothing is fetched from an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is not on the public network.
    #[error(
        "{address} is an address of a private or reserved network, from which nothing is fetched; --allow-private={address} permits it"
    )]
    Private {
        /// The address that would have been connected to.
        address: IpAddr,
    },
    /// No page of the public is there.
    #[error("nothing is fetched from port {port}, only from 80 and 443; --allow-private={address} permits it")]
    Port {
        /// The port.
        port: u16,
        /// The whole address.
        address: SocketAddr,
    },
}

impl Reach {
    /// Whether a connection to an address may be opened.
    ///
    /// # Errors
    /// [`Refused`] with the reason.
    pub fn check(&self, to: SocketAddr) -> Result<(), Refused> {
        let is_permitted = match self {
            Self::Public => false,
            Self::PublicAnd(permitted) => {
                permitted.iter().any(|one| one.address == to.ip() && one.port.is_none_or(|port| port == to.port()))
            }
            Self::Anywhere => true,
        };
        if is_permitted {
            Ok(())
        } else if !is_public(to.ip()) {
            Err(Refused::Private { address: to.ip() })
        } else if !matches!(to.port(), 80 | 443) {
            Err(Refused::Port { port: to.port(), address: to })
        } else {
            Ok(())
        }
    }
}

/// A text that permits no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("give an address as numbers, with a port or without, such as 10.0.0.7, 10.0.0.7:8080 or [fd00::7]:80")]
pub struct WrongPermit;

impl FromStr for Permitted {
    type Err = WrongPermit;

    fn from_str(text: &str) -> Result<Self, WrongPermit> {
        if let Ok(address) = text.parse::<SocketAddr>() {
            return Ok(Self { address: address.ip(), port: Some(address.port()) });
        }
        let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
        bare.parse().map(|address| Self { address, port: None }).map_err(|_| WrongPermit)
    }
}

/// Whether an address is one of the public network. What stands for an IPv4 address is judged as that.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match address.segments() {
            // Mapped (RFC 4291), and translated by a network without IPv4 (RFC 6052).
            [0, 0, 0, 0, 0, 0xFFFF, high, low] | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] => is_public_v4(v4(high, low)),
            segments => is_public_v6(segments),
        },
    }
}

fn v4(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from(u32::from(high) << 16 | u32::from(low))
}

/// Networks that are not public, of the IANA registry of special-purpose addresses, and multicast.
const PRIVATE_V4: [([u8; 4], u32); 15] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = u32::from(address);
    !PRIVATE_V4.iter().any(|&(network, length)| (bits ^ u32::from_be_bytes(network)) >> (32 - length) == 0)
}

/// Only 2000::/3 is given out for the public network (RFC 4291); of it not what is reserved for protocols (2001::/23, with
/// Teredo and benchmarks), for examples (2001:db8::/32, 3fff::/20) and for 6to4 (2002::/16), which hides an IPv4 address.
fn is_public_v6(segments: [u16; 8]) -> bool {
    let is_reserved = match segments {
        [0x2001, second, ..] => second < 0x200 || second == 0xDB8,
        [0x2002, ..] => true,
        [0x3FFF, second, ..] => second < 0x1000,
        _ => false,
    };
    segments[0] & 0xE000 == 0x2000 && !is_reserved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(text: &str) -> bool {
        is_public(text.parse().expect("an address"))
    }

    #[test]
    fn private_networks_are_told_from_the_public_one() {
        for text in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:2::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:808:808::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!public(text), "{text}");
        }
        for text in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "128.0.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00:1450::1",
            "2001:200::1",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
        ] {
            assert!(public(text), "{text}");
        }
    }

    #[test]
    fn a_permit_is_for_one_address_and_port() {
        let to = |text: &str| text.parse::<SocketAddr>().expect("an address");
        let reach = Reach::PublicAnd(vec!["10.0.0.7:8080".parse().expect("a permit"), "[fd00::7]".parse().expect("a permit")]);
        for text in ["10.0.0.7:8080", "[fd00::7]:80", "[fd00::7]:9", "1.1.1.1:443"] {
            assert_eq!(reach.check(to(text)), Ok(()), "{text}");
        }
        assert!(matches!(reach.check(to("10.0.0.7:8081")), Err(Refused::Private { .. })));
        assert!(matches!(reach.check(to("10.0.0.8:8080")), Err(Refused::Private { .. })));
        assert!(matches!(reach.check(to("1.1.1.1:22")), Err(Refused::Port { port: 22, .. })));
        assert_eq!(Reach::Anywhere.check(to("127.0.0.1:22")), Ok(()));
        for text in ["", "localhost", "10.0.0", "10.0.0.7:", "10.0.0.7:99999", "10.0.0.0/8"] {
            assert_eq!(text.parse::<Permitted>(), Err(WrongPermit), "{text}");
        }
    }
}
