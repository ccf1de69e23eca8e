//! The configuration of a session.

use std::collections::BTreeMap;

use crate::{
    client::Client,
    error::{Error, ErrorKind, Result},
    proto::spark::connect::{
        ConfigResponse, KeyValue,
        config_request::{Get, GetAll, GetOption, IsModifiable, Set, Unset, operation::OpType},
    },
};

/// The configuration of a session on the server (Spark's `RuntimeConfig`): `spark.conf()`.
///
/// ```no_run
/// # async fn example(spark: spark_connect_core::session::SparkSession) -> spark_connect_core::error::Result<()> {
/// spark.conf().set("spark.sql.shuffle.partitions", 8).await?;
/// assert_eq!(spark.conf().get("spark.sql.shuffle.partitions").await?, "8");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct RuntimeConfig {
    client: Client,
}

impl RuntimeConfig {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// The value of a key, which may be its default.
    ///
    /// # Errors
    /// The key has neither a value nor a default (error class `SQL_CONF_NOT_FOUND`), or the server cannot be reached.
    pub async fn get(&self, key: &str) -> Result<String> {
        let response = self.client.config(OpType::Get(Get { keys: vec![key.to_owned()] })).await?;
        value(response).ok_or_else(|| {
            // Spark refuses such a key by itself, Sail answers without a value.
            Error::new(
                ErrorKind::Execution,
                format!("the configuration key `{key}` has neither a value nor a default"),
            )
        })
    }

    /// The value of a key, `None` if it has neither a value nor a default.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn get_option(&self, key: &str) -> Result<Option<String>> {
        let response =
            self.client.config(OpType::GetOption(GetOption { keys: vec![key.to_owned()] })).await?;
        Ok(value(response))
    }

    /// All keys that have been set, by the session or where the server was started.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn get_all(&self) -> Result<BTreeMap<String, String>> {
        let response = self.client.config(OpType::GetAll(GetAll { prefix: None })).await?;
        Ok(response.pairs.into_iter().filter_map(|pair| Some((pair.key, pair.value?))).collect())
    }

    /// Sets a key for this session.
    ///
    /// # Errors
    /// The key can only be set where the server is started (error class `CANNOT_MODIFY_STATIC_CONFIG` or
    /// `CANNOT_MODIFY_CONFIG`), the value does not fit the key, or the server cannot be reached.
    pub async fn set(&self, key: &str, value: impl ToString) -> Result<()> {
        let pairs = vec![KeyValue { key: key.to_owned(), value: Some(value.to_string()) }];
        self.client.config(OpType::Set(Set { pairs, silent: None })).await?;
        Ok(())
    }

    /// Goes back to the default of a key.
    ///
    /// # Errors
    /// The key can only be set where the server is started, or the server cannot be reached.
    pub async fn unset(&self, key: &str) -> Result<()> {
        self.client.config(OpType::Unset(Unset { keys: vec![key.to_owned()] })).await?;
        Ok(())
    }

    /// Whether a session may set the key.
    ///
    /// # Errors
    /// The server cannot be reached, or breaks the protocol.
    pub async fn is_modifiable(&self, key: &str) -> Result<bool> {
        let response =
            self.client.config(OpType::IsModifiable(IsModifiable { keys: vec![key.to_owned()] })).await?;
        match value(response).as_deref() {
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            _ => Err(unexpected(key)),
        }
    }
}

/// What a session is configured with before its first call, if with anything.
pub(super) fn opening(configs: &[(String, String)]) -> Option<OpType> {
    (!configs.is_empty()).then(|| first(configs.iter().cloned()))
}

/// The first call of a session: sets what it starts with. What the server will not set comes back as warnings.
pub(super) fn first(configs: impl IntoIterator<Item = (String, String)>) -> OpType {
    let pair = |(key, value)| KeyValue { key, value: Some(value) };
    let pairs: Vec<_> = configs.into_iter().map(pair).collect();
    match pairs.is_empty() {
        // A server that is asked something shows that it is there.
        true => OpType::GetOption(GetOption { keys: vec!["spark.app.name".to_owned()] }),
        false => OpType::Set(Set { pairs, silent: Some(true) }),
    }
}

fn value(response: ConfigResponse) -> Option<String> {
    response.pairs.into_iter().next()?.value
}

fn unexpected(key: &str) -> Error {
    Error::new(ErrorKind::Protocol, format!("the server did not answer for the configuration key `{key}`"))
}
