//! A gateway that ends TLS in front of a server, and the certificates for it.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose,
    date_time_ymd,
};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        RootCertStore, ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
        server::{WebPkiClientVerifier, danger::ClientCertVerifier},
        version,
    },
};

/// Who signs certificates.
#[derive(Debug)]
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate and its key, as PEM text.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// The certificate.
    pub pem: String,
    /// Its private key.
    pub key: String,
}

impl Authority {
    /// An authority that nobody trusts who is not told to.
    pub fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
        Self(CertifiedIssuer::self_signed(params, key()).expect("a certificate"))
    }

    /// Its certificate, as PEM text.
    pub fn pem(&self) -> String {
        self.0.pem()
    }

    /// A certificate for these names.
    pub fn certificate(&self, names: &[&str]) -> Certificate {
        self.sign(params(names))
    }

    /// One that expired on 2 January 2020.
    pub fn expired(&self, names: &[&str]) -> Certificate {
        let mut params = params(names);
        params.not_before = date_time_ymd(2019, 1, 1);
        params.not_after = date_time_ymd(2020, 1, 2);
        self.sign(params)
    }

    /// One that will be valid in the year 3000.
    pub fn premature(&self, names: &[&str]) -> Certificate {
        let mut params = params(names);
        params.not_before = date_time_ymd(3000, 1, 1);
        self.sign(params)
    }

    fn sign(&self, params: CertificateParams) -> Certificate {
        let key = key();
        let signed = params.signed_by(&key, &self.0).expect("a certificate");
        Certificate { pem: signed.pem(), key: key.serialize_pem() }
    }
}

fn key() -> KeyPair {
    KeyPair::generate().expect("a key")
}

fn params(names: &[&str]) -> CertificateParams {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    CertificateParams::new(names).expect("names of hosts")
}

/// How a gateway speaks TLS.
#[derive(Debug, Clone)]
pub struct Gateway {
    certificate: Certificate,
    clients: Option<String>,
    tls12: bool,
    alpn: bool,
}

impl Gateway {
    /// One that shows this certificate, and lets everybody in.
    pub fn new(certificate: Certificate) -> Self {
        Self { certificate, clients: None, tls12: false, alpn: true }
    }

    /// Lets in who has a certificate of this authority.
    pub fn clients_of(mut self, authority: &Authority) -> Self {
        self.clients = Some(authority.pem());
        self
    }

    /// Speaks TLS 1.2 only.
    pub fn tls12(mut self) -> Self {
        self.tls12 = true;
        self
    }

    /// Does not say that it speaks HTTP/2.
    pub fn without_alpn(mut self) -> Self {
        self.alpn = false;
        self
    }

    /// Opens it, on a free port, in front of a server.
    pub async fn open(self, server: SocketAddr) -> OpenGateway {
        let acceptor = TlsAcceptor::from(Arc::new(self.config()));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("a bound address").port();
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (acceptor, counted) = (acceptor.clone(), Arc::clone(&counted));
                tokio::spawn(async move {
                    let mut client = match acceptor.accept(client).into_fallible().await {
                        Ok(client) => client,
                        Err((_, mut client)) => {
                            // The client reports it. What it still sends is read: else the alert might be lost on it.
                            let _ = tokio::io::copy(&mut client, &mut tokio::io::sink()).await;
                            return;
                        }
                    };
                    counted.fetch_add(1, Ordering::SeqCst);
                    let Ok(mut server) = TcpStream::connect(server).await else { return };
                    let _ = copy_bidirectional(&mut client, &mut server).await;
                });
            }
        });
        OpenGateway { port, connections, task }
    }

    fn config(&self) -> ServerConfig {
        let provider = Arc::new(ring::default_provider());
        let versions = if self.tls12 { [&version::TLS12] } else { [&version::TLS13] };
        let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_protocol_versions(&versions)
            .expect("versions that exist");
        let clients: Arc<dyn ClientCertVerifier> = match &self.clients {
            None => WebPkiClientVerifier::no_client_auth(),
            Some(pem) => {
                let mut roots = RootCertStore::empty();
                for authority in CertificateDer::pem_slice_iter(pem.as_bytes()) {
                    roots.add(authority.expect("PEM text")).expect("an authority");
                }
                let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
                verifier.build().expect("an authority")
            }
        };
        let chain = CertificateDer::pem_slice_iter(self.certificate.pem.as_bytes());
        let chain = chain.collect::<Result<Vec<_>, _>>().expect("PEM text");
        let key = PrivateKeyDer::from_pem_slice(self.certificate.key.as_bytes()).expect("a key");
        let mut config = builder
            .with_client_cert_verifier(clients)
            .with_single_cert(chain, key)
            .expect("a certificate and its key");
        if self.alpn {
            config.alpn_protocols.push(b"h2".to_vec());
        }
        config
    }
}

/// A gateway at work; it closes when it is dropped.
#[derive(Debug)]
pub struct OpenGateway {
    port: u16,
    connections: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl OpenGateway {
    /// The port on `127.0.0.1`.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// How many connections it has let in.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

impl Drop for OpenGateway {
    fn drop(&mut self) {
        self.task.abort();
    }
}
