use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

/// An address that cannot be listened on.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}: {cause}; set {variable} to another address")]
pub(crate) struct Taken {
    address: SocketAddr,
    variable: &'static str,
    cause: std::io::Error,
}

/// Makes sure, before anything is begun, that an address can be listened on; port 0 becomes one that is free. The
/// services call each other at their own origin and so have to know it before they listen.
pub(crate) fn settle(address: SocketAddr, variable: &'static str) -> Result<SocketAddr, Taken> {
    let settled = TcpListener::bind(address).and_then(|listener| listener.local_addr());
    settled.map_err(|cause| Taken { address, variable, cause })
}

/// The origin at which this machine reaches what listens there.
pub(crate) fn origin(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}

#[cfg(test)]
mod tests {
    use super::{origin, settle};

    #[test]
    fn an_origin_can_be_called_from_this_machine() {
        for (address, expected) in [
            ("127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("0.0.0.0:80", "http://127.0.0.1:80"),
            ("[::]:8080", "http://[::1]:8080"),
            ("10.0.0.7:1", "http://10.0.0.7:1"),
        ] {
            assert_eq!(origin(address.parse().unwrap()), expected);
        }
    }

    #[test]
    fn a_taken_address_is_refused_with_the_name_of_its_variable() {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap();
        let refusal = settle(address, "HAICAP_ADDR").unwrap_err().to_string();
        assert!(refusal.contains(&address.to_string()) && refusal.contains("HAICAP_ADDR"), "{refusal}");
        assert_ne!(settle("127.0.0.1:0".parse().unwrap(), "HAICAP_ADDR").unwrap().port(), 0);
    }
}
