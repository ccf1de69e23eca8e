//! Whom a connection trusts, and how it proves who it is.

use std::{error::Error as StdError, fmt, time::Duration};

use tokio_rustls::rustls::{
    Error as RustlsError, RootCertStore,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject},
};
use tonic::transport::{Certificate, ClientTlsConfig, Endpoint, Identity};

use crate::error::{Error, ErrorKind, Result};

/// How a connection uses TLS: whom it trusts, and what it shows of itself.
///
/// By default the server's certificate must be signed by an authority that this system trusts, and be for the host
/// that the connection names.
///
/// ```no_run
/// use spark_connect_core::{client::{Connection, Tls}, session::SparkSession};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let tls = Tls::new()
///     .ca_certificate(std::fs::read("/etc/spark/ca.pem")?)
///     .client_identity(std::fs::read("/etc/spark/client.pem")?, std::fs::read("/etc/spark/client.key")?);
/// let connection = Connection::new("spark.example.com", 443).tls_config(tls);
/// let spark = SparkSession::builder().connection(connection).connect().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
#[must_use]
pub struct Tls {
    ca_certificates: Vec<Vec<u8>>,
    identity: Option<ClientIdentity>,
    server_name: Option<String>,
    roots: Roots,
    alpn: Alpn,
}

#[derive(Clone, PartialEq, Eq)]
struct ClientIdentity {
    certificates: Vec<u8>,
    key: Vec<u8>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Roots {
    #[default]
    System,
    OwnOnly,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Alpn {
    #[default]
    Required,
    Optional,
}

impl Tls {
    /// TLS with the system's root certificates.
    pub fn new() -> Self {
        Self::default()
    }

    /// Trusts the authorities of these certificates too: PEM text, with one certificate or more.
    pub fn ca_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.ca_certificates.push(pem.into());
        self
    }

    /// Trusts only the authorities of [`ca_certificate`](Self::ca_certificate), not those of this system.
    pub fn without_system_roots(mut self) -> Self {
        self.roots = Roots::OwnOnly;
        self
    }

    /// Shows a certificate to a server that asks for one (mutual TLS): the certificate, followed by those that lead to
    /// its authority, and its private key (PKCS #8, PKCS #1 or SEC 1), both as PEM text.
    ///
    /// The key is never printed.
    pub fn client_identity(mut self, certificates: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        self.identity = Some(ClientIdentity { certificates: certificates.into(), key: key.into() });
        self
    }

    /// The name that the server's certificate must be for, instead of the connection's host.
    ///
    /// For a server that is reached by an address or through a tunnel.
    pub fn server_name(mut self, name: impl Into<String>) -> Self {
        self.server_name = Some(name.into());
        self
    }

    /// Talks to a server or proxy that does not negotiate HTTP/2 (ALPN) but speaks it.
    ///
    /// By default the connection is refused, because what answers is most likely no gRPC server.
    pub fn assume_http2(mut self) -> Self {
        self.alpn = Alpn::Optional;
        self
    }

    /// Makes the connections of `endpoint`, which is at `host`, use TLS.
    ///
    /// # Errors
    /// A certificate, a key or a name is malformed, or there is nothing to trust.
    pub(super) fn configure(&self, endpoint: Endpoint, host: &str, timeout: Duration) -> Result<Endpoint> {
        self.check(host)?;
        let own = self.config().timeout(timeout);
        if self.roots == Roots::OwnOnly {
            return endpoint.tls_config(own).map_err(|error| self.refused(error));
        }
        let all = own.clone().with_native_roots();
        match endpoint.clone().tls_config(all) {
            Ok(endpoint) => Ok(endpoint),
            // A system without root certificates, as a small container has none, needs none if others are given.
            Err(_) if !self.ca_certificates.is_empty() => {
                endpoint.tls_config(own).map_err(|error| self.refused(error))
            }
            Err(error) => Err(self.refused(error)),
        }
    }

    fn config(&self) -> ClientTlsConfig {
        let mut config = ClientTlsConfig::new().assume_http2(self.alpn == Alpn::Optional);
        for pem in &self.ca_certificates {
            config = config.ca_certificate(Certificate::from_pem(pem));
        }
        if let Some(ClientIdentity { certificates, key }) = &self.identity {
            config = config.identity(Identity::from_pem(certificates, key));
        }
        if let Some(name) = &self.server_name {
            config = config.domain_name(name);
        }
        config
    }

    /// Finds what tonic would skip or refuse without a word on which of the parts it is.
    fn check(&self, host: &str) -> Result<()> {
        let name = self.server_name.as_deref().unwrap_or_else(|| host.trim_matches(['[', ']']));
        if ServerName::try_from(name).is_err() {
            return Err(invalid(format!("`{name}` is not a name that a certificate can be for")));
        }
        if self.roots == Roots::OwnOnly && self.ca_certificates.is_empty() {
            return Err(invalid(
                "TLS without the system's root certificates needs others: add them with `ca_certificate`",
            ));
        }
        for pem in &self.ca_certificates {
            let mut store = RootCertStore::empty();
            for certificate in certificates(pem, "the CA certificate")? {
                store.add(certificate).map_err(|error| {
                    invalid("the CA certificate is not a certificate that can be read").with_source(error)
                })?;
            }
        }
        if let Some(identity) = &self.identity {
            certificates(&identity.certificates, "the client certificate")?;
            // The cause is left out: nothing of a key may be printed.
            PrivateKeyDer::from_pem_slice(&identity.key).map_err(|_| {
                invalid(
                    "the key of the client certificate is not a private key in PEM text, one that begins with \
                     `-----BEGIN PRIVATE KEY-----`; an encrypted key has to be decrypted first",
                )
            })?;
        }
        Ok(())
    }

    fn refused(&self, error: tonic::transport::Error) -> Error {
        let rustls = source::<RustlsError>(&error);
        if self.identity.is_some() && matches!(rustls, Some(RustlsError::InconsistentKeys(_))) {
            return invalid("the key of the client certificate does not belong to the certificate")
                .with_source(error);
        }
        if self.identity.is_some() && rustls.is_some() {
            return invalid("the client certificate cannot be used").with_source(error);
        }
        invalid(
            "this system has no root certificates that could be trusted: install them (most systems call the package \
             `ca-certificates`), or add an authority with `Tls::ca_certificate`",
        )
        .with_source(error)
    }
}

/// The certificates in a PEM text, at least one.
fn certificates(pem: &[u8], what: &str) -> Result<Vec<CertificateDer<'static>>> {
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem)
        .collect::<Result<_, _>>()
        .map_err(|error| invalid(format!("{what} is not well-formed PEM text")).with_source(error))?;
    if certificates.is_empty() {
        return Err(invalid(format!(
            "{what} holds no certificate: it is PEM text, with `-----BEGIN CERTIFICATE-----` in it"
        )));
    }
    Ok(certificates)
}

/// The cause of type `E` of an error.
fn source<'a, E: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a E> {
    let mut error = Some(error);
    while let Some(current) = error {
        if let Some(found) = current.downcast_ref() {
            return Some(found);
        }
        error = current.source();
    }
    None
}

fn invalid(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidConfig, message)
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls")
            .field("ca_certificates", &self.ca_certificates.len())
            .field("client_identity", &self.identity.as_ref().map(|_| "***"))
            .field("server_name", &self.server_name)
            .field("system_roots", &(self.roots == Roots::System))
            .field("assume_http2", &(self.alpn == Alpn::Optional))
            .finish()
    }
}
