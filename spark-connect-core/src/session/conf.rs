//! The configuration of a session.

use std::collections::BTreeMap;

use crate::{
    client::Client,
    error::{Error, ErrorKind, Result},
    proto::spark::connect::{
        ConfigResponse, KeyValue,
        config_request::{
            Get, GetAll, GetOption, GetWithDefault, IsModifiable, Set, Unset, operation::OpType,
        },
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
        let response = self.ask(OpType::Get(Get { keys: vec![key.to_owned()] })).await?;
        value(response).ok_or_else(|| {
            // Spark refuses such a key by itself, Sail answers without a value.
            Error::new(
                ErrorKind::Execution,
                format!("the configuration key `{key}` has neither a value nor a default"),
            )
        })
    }

    /// The value of a key, `default` if it has not been set. The key's own default does not count.
    ///
    /// # Errors
    /// `default` does not fit the key (Spark checks that), or the server cannot be reached.
    pub async fn get_or(&self, key: &str, default: impl ToString) -> Result<String> {
        let default = default.to_string();
        let pairs = vec![KeyValue { key: key.to_owned(), value: Some(default.clone()) }];
        let response = self.ask(OpType::GetWithDefault(GetWithDefault { pairs })).await?;
        Ok(value(response).unwrap_or(default))
    }

    /// The value of a key, `None` if it has neither a value nor a default.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn get_option(&self, key: &str) -> Result<Option<String>> {
        let response = self.ask(OpType::GetOption(GetOption { keys: vec![key.to_owned()] })).await?;
        Ok(value(response))
    }

    /// The values of several keys in one call, without those that have neither a value nor a default.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn get_many(
        &self,
        keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<BTreeMap<String, String>> {
        let keys = keys.into_iter().map(Into::into).collect();
        Ok(pairs(self.ask(OpType::GetOption(GetOption { keys })).await?))
    }

    /// All keys that have been set, by the session or where the server was started (Spark's `getAll`).
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn get_all(&self) -> Result<BTreeMap<String, String>> {
        Ok(pairs(self.ask(OpType::GetAll(GetAll { prefix: None })).await?))
    }

    /// Sets a key for this session.
    ///
    /// # Errors
    /// The key can only be set where the server is started (error class `CANNOT_MODIFY_STATIC_CONFIG` or
    /// `CANNOT_MODIFY_CONFIG`), the value does not fit the key, or the server cannot be reached.
    pub async fn set(&self, key: &str, value: impl ToString) -> Result<()> {
        self.set_many([(key, value)]).await
    }

    /// Sets several keys for this session in one call, one after the other.
    ///
    /// # Errors
    /// Those of [`set`](Self::set); the keys before the one that is refused are set.
    pub async fn set_many(
        &self,
        configs: impl IntoIterator<Item = (impl Into<String>, impl ToString)>,
    ) -> Result<()> {
        let pair = |(key, value): (_, _)| KeyValue {
            key: Into::into(key),
            value: Some(ToString::to_string(&value)),
        };
        let pairs = configs.into_iter().map(pair).collect();
        self.ask(OpType::Set(Set { pairs, silent: None })).await.map(drop)
    }

    /// Goes back to the default of a key.
    ///
    /// # Errors
    /// The key can only be set where the server is started, or the server cannot be reached.
    pub async fn unset(&self, key: &str) -> Result<()> {
        self.ask(OpType::Unset(Unset { keys: vec![key.to_owned()] })).await.map(drop)
    }

    /// Whether a session may set the key.
    ///
    /// # Errors
    /// The server cannot be reached, or breaks the protocol.
    pub async fn is_modifiable(&self, key: &str) -> Result<bool> {
        let response = self.ask(OpType::IsModifiable(IsModifiable { keys: vec![key.to_owned()] })).await?;
        match value(response).as_deref() {
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            _ => Err(unexpected(key)),
        }
    }

    async fn ask(&self, operation: OpType) -> Result<ConfigResponse> {
        let response = self.client.config(operation).await?;
        for warning in &response.warnings {
            // Of a key that is deprecated, for example: nothing that a caller could act on.
            tracing::warn!(%warning, "the server warns of a configuration key");
        }
        Ok(response)
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

fn pairs(response: ConfigResponse) -> BTreeMap<String, String> {
    response.pairs.into_iter().filter_map(|pair| Some((pair.key, pair.value?))).collect()
}

fn value(response: ConfigResponse) -> Option<String> {
    response.pairs.into_iter().next()?.value
}

fn unexpected(key: &str) -> Error {
    Error::new(ErrorKind::Protocol, format!("the server did not answer for the configuration key `{key}`"))
}
