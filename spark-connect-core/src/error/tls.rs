//! From a TLS library's error to what is wrong with which certificate.

use std::{error::Error as StdError, io};

use jiff::Timestamp;
use tokio_rustls::rustls::{AlertDescription as Alert, CertificateError, Error as RustlsError};

/// Why TLS could not be established.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TlsFailure {
    /// What is wrong.
    pub(crate) reason: String,
    /// What can be done about it.
    pub(crate) advice: &'static str,
    /// Whether the server refused this client, rather than this client the server.
    pub(crate) is_refusal: bool,
}

impl TlsFailure {
    /// Finds the failure of TLS among the causes of an error.
    pub(crate) fn find(error: &(dyn StdError + 'static)) -> Option<Self> {
        let mut error = Some(error);
        while let Some(current) = error {
            // An I/O error does not count what it wraps among its sources.
            let wrapped = current.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
            let rustls = current
                .downcast_ref::<RustlsError>()
                .or_else(|| wrapped.and_then(|wrapped| wrapped.downcast_ref::<RustlsError>()));
            if let Some(rustls) = rustls {
                return Some(Self::of(rustls));
            }
            // What ends a connection after the handshake, HTTP/2 passes on as text.
            if let Some(alert) = wrapped.and_then(|wrapped| alert(&wrapped.to_string())) {
                return Some(Self::of(&RustlsError::AlertReceived(alert)));
            }
            // tonic does not export the type of this one.
            if current.to_string() == "HTTP/2 was not negotiated." {
                return Some(Self::server(
                    "the server does not offer HTTP/2 in the handshake of TLS (ALPN)".into(),
                    "is it the right port? for one that speaks HTTP/2 all the same, there is `Tls::assume_http2`",
                ));
            }
            error = current.source();
        }
        None
    }

    fn of(error: &RustlsError) -> Self {
        match error {
            RustlsError::InvalidCertificate(error) => Self::of_certificate(error),
            RustlsError::AlertReceived(Alert::CertificateRequired) => Self::client(
                "the server asks for a client certificate".into(),
                "give one with `Tls::client_identity`",
            ),
            RustlsError::AlertReceived(alert) if CERTIFICATE_ALERTS.contains(alert) => Self::client(
                format!("the server refuses the client certificate ({alert:?})"),
                "is it the right one in `Tls::client_identity`, with the certificates that lead to its authority?",
            ),
            RustlsError::InvalidMessage(_) => {
                Self::server("the server does not speak TLS".into(), "is it to be used without TLS?")
            }
            error => Self::server(format!("TLS failed: {error}"), "does the server speak TLS on that port?"),
        }
    }

    fn of_certificate(error: &CertificateError) -> Self {
        let clock = "it has to be renewed, unless the clock of this machine is wrong";
        let names = "connect by such a name, or give it with `Tls::server_name`";
        match error {
            CertificateError::Expired => Self::server("the server's certificate has expired".into(), clock),
            CertificateError::ExpiredContext { not_after, .. } => {
                let reason = format!("the server's certificate expired at {}", instant(not_after.as_secs()));
                Self::server(reason, clock)
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => Self::server(
                "the server's certificate is not valid yet".into(),
                "is the clock of this machine right?",
            ),
            CertificateError::UnknownIssuer => Self::server(
                "the server's certificate is not signed by an authority that is trusted here".into(),
                "add the authority's certificate with `Tls::ca_certificate`",
            ),
            CertificateError::NotValidForName => {
                Self::server("the server's certificate is for another name".into(), names)
            }
            CertificateError::NotValidForNameContext { expected, presented } => Self::server(
                format!(
                    "the server's certificate is for {}, not for `{}`",
                    presented.join(", "),
                    expected.to_str()
                ),
                names,
            ),
            error => Self::server(
                format!("the server's certificate is not acceptable: {error}"),
                "the server needs another certificate",
            ),
        }
    }

    fn server(reason: String, advice: &'static str) -> Self {
        Self { reason, advice, is_refusal: false }
    }

    fn client(reason: String, advice: &'static str) -> Self {
        Self { reason, advice, is_refusal: true }
    }
}

/// The alerts by which a server says what it thinks of a client certificate.
const CERTIFICATE_ALERTS: [Alert; 9] = [
    Alert::CertificateRequired,
    Alert::BadCertificate,
    Alert::UnsupportedCertificate,
    Alert::CertificateRevoked,
    Alert::CertificateExpired,
    Alert::CertificateUnknown,
    Alert::UnknownCA,
    Alert::AccessDenied,
    Alert::DecryptError,
];

/// The alert in the text of an error, if it is about a client certificate.
fn alert(text: &str) -> Option<Alert> {
    CERTIFICATE_ALERTS.into_iter().find(|alert| RustlsError::AlertReceived(*alert).to_string() == text)
}

fn instant(seconds: u64) -> String {
    let timestamp = i64::try_from(seconds).ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    timestamp.map_or_else(|| "an unknown time".to_owned(), |timestamp| timestamp.to_string())
}
