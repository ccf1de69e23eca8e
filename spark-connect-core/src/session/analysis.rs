//! What the server says of a plan without running it.

use super::SparkSession;
use crate::{
    error::{Error, ErrorKind, Result},
    plan::StorageLevel,
    proto::{
        field::analyze_plan_request as analyze,
        spark::connect::{
            self as proto, analyze_plan_request::explain::ExplainMode as WireMode,
            analyze_plan_response::Result as Analyzed,
        },
    },
    relation::{Message, Relation},
    types::{DataType, StructType},
};

/// How much [`SparkSession::explain`] says of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum ExplainMode {
    /// The physical plan.
    #[default]
    Simple,
    /// The logical plans, before and after analysis and optimization, and the physical plan.
    Extended,
    /// The physical plan and the Java code that is generated for it.
    Codegen,
    /// The optimized plan with the statistics of its nodes, where there are any.
    Cost,
    /// The physical plan as an outline, then the details of each node.
    Formatted,
}

impl SparkSession {
    /// How the server would run a plan (Spark's `explain`).
    ///
    /// # Errors
    /// The plan does not fit the data, or cannot be sent.
    pub async fn explain(&self, relation: &Relation, mode: ExplainMode) -> Result<String> {
        let mode = match mode {
            ExplainMode::Simple => WireMode::Simple,
            ExplainMode::Extended => WireMode::Extended,
            ExplainMode::Codegen => WireMode::Codegen,
            ExplainMode::Cost => WireMode::Cost,
            ExplainMode::Formatted => WireMode::Formatted,
        };
        let question = Message::builder()
            .child(analyze::explain::PLAN, &relation.to_plan()?)
            .int(analyze::explain::EXPLAIN_MODE, mode as i32)
            .build();
        match self.client().analyze(analyze::EXPLAIN, &question).await? {
            Analyzed::Explain(answer) => Ok(answer.explain_string),
            _ => Err(unexpected("explain a plan")),
        }
    }

    /// The columns that a relation has (Spark's `schema`).
    ///
    /// # Errors
    /// The plan does not fit the data, or cannot be sent.
    pub async fn schema(&self, relation: &Relation) -> Result<StructType> {
        let question = Message::wrap(analyze::schema::PLAN, &relation.to_plan()?);
        match self.client().analyze(analyze::SCHEMA, &question).await? {
            Analyzed::Schema(answer) => {
                StructType::from_proto(&answer.schema.ok_or_else(|| unexpected("tell the schema of a plan"))?)
            }
            _ => Err(unexpected("tell the schema of a plan")),
        }
    }

    /// The schema of a relation as the server prints it (Spark's `printSchema`).
    ///
    /// # Errors
    /// The plan does not fit the data, or cannot be sent.
    pub async fn tree_string(&self, relation: &Relation) -> Result<String> {
        let question = Message::wrap(analyze::tree_string::PLAN, &relation.to_plan()?);
        match self.client().analyze(analyze::TREE_STRING, &question).await? {
            Analyzed::TreeString(answer) => Ok(answer.tree_string),
            _ => Err(unexpected("print a schema")),
        }
    }

    /// Whether the server could compute a relation without its executors (Spark's `isLocal`).
    ///
    /// # Errors
    /// The plan does not fit the data, or cannot be sent.
    pub async fn is_local(&self, relation: &Relation) -> Result<bool> {
        let question = Message::wrap(analyze::is_local::PLAN, &relation.to_plan()?);
        match self.client().analyze(analyze::IS_LOCAL, &question).await? {
            Analyzed::IsLocal(answer) => Ok(answer.is_local),
            _ => Err(unexpected("tell whether a plan is local")),
        }
    }

    /// Whether a relation reads a stream (Spark's `isStreaming`).
    ///
    /// # Errors
    /// The plan does not fit the data, or cannot be sent.
    pub async fn is_streaming(&self, relation: &Relation) -> Result<bool> {
        let question = Message::wrap(analyze::is_streaming::PLAN, &relation.to_plan()?);
        match self.client().analyze(analyze::IS_STREAMING, &question).await? {
            Analyzed::IsStreaming(answer) => Ok(answer.is_streaming),
            _ => Err(unexpected("tell whether a plan is streaming")),
        }
    }

    /// The files that a relation reads, as URIs (Spark's `inputFiles`).
    ///
    /// # Errors
    /// The plan does not fit the data, or cannot be sent.
    pub async fn input_files(&self, relation: &Relation) -> Result<Vec<String>> {
        let question = Message::wrap(analyze::input_files::PLAN, &relation.to_plan()?);
        match self.client().analyze(analyze::INPUT_FILES, &question).await? {
            Analyzed::InputFiles(answer) => Ok(answer.files),
            _ => Err(unexpected("list the files of a plan")),
        }
    }

    /// Whether two relations are the same computation once names are set aside (Spark's `sameSemantics`).
    ///
    /// # Errors
    /// One of the plans does not fit the data, or cannot be sent.
    pub async fn same_semantics(&self, relation: &Relation, other: &Relation) -> Result<bool> {
        let question = Message::builder()
            .child(analyze::same_semantics::TARGET_PLAN, &relation.to_plan()?)
            .child(analyze::same_semantics::OTHER_PLAN, &other.to_plan()?)
            .build();
        match self.client().analyze(analyze::SAME_SEMANTICS, &question).await? {
            Analyzed::SameSemantics(answer) => Ok(answer.result),
            _ => Err(unexpected("compare two plans")),
        }
    }

    /// A number that is the same for relations that are the same computation (Spark's `semanticHash`).
    ///
    /// # Errors
    /// The plan does not fit the data, or cannot be sent.
    pub async fn semantic_hash(&self, relation: &Relation) -> Result<i32> {
        let question = Message::wrap(analyze::semantic_hash::PLAN, &relation.to_plan()?);
        match self.client().analyze(analyze::SEMANTIC_HASH, &question).await? {
            Analyzed::SemanticHash(answer) => Ok(answer.result),
            _ => Err(unexpected("hash a plan")),
        }
    }

    /// Lets the server keep the rows of a relation once it has computed them (Spark's `persist`).
    ///
    /// # Errors
    /// The plan does not fit the data, or cannot be sent.
    pub async fn persist(&self, relation: &Relation, level: StorageLevel) -> Result<()> {
        relation.check()?;
        let question = Message::builder()
            .child(analyze::persist::RELATION, relation.message())
            .child(analyze::persist::STORAGE_LEVEL, &Message::of(&level.to_proto()))
            .build();
        match self.client().analyze(analyze::PERSIST, &question).await? {
            Analyzed::Persist(_) => Ok(()),
            _ => Err(unexpected("cache a plan")),
        }
    }

    /// Lets the server forget the rows of a relation, and wait with its answer until they are gone or not
    /// (Spark's `unpersist`).
    ///
    /// # Errors
    /// The plan does not fit the data, or cannot be sent.
    pub(crate) async fn unpersist(&self, relation: &Relation, blocking: bool) -> Result<()> {
        relation.check()?;
        let question = Message::builder()
            .child(analyze::unpersist::RELATION, relation.message())
            .int(analyze::unpersist::BLOCKING, blocking)
            .build();
        match self.client().analyze(analyze::UNPERSIST, &question).await? {
            Analyzed::Unpersist(_) => Ok(()),
            _ => Err(unexpected("forget the rows of a plan")),
        }
    }

    /// Where the server keeps the rows of a relation (Spark's `storageLevel`).
    ///
    /// # Errors
    /// The plan does not fit the data, or cannot be sent.
    pub async fn storage_level(&self, relation: &Relation) -> Result<StorageLevel> {
        relation.check()?;
        let question = Message::wrap(analyze::get_storage_level::RELATION, relation.message());
        let level = match self.client().analyze(analyze::GET_STORAGE_LEVEL, &question).await? {
            Analyzed::GetStorageLevel(answer) => answer.storage_level,
            _ => None,
        };
        StorageLevel::from_proto(&level.ok_or_else(|| unexpected("tell where it keeps the rows of a plan"))?)
    }

    /// The type that a text in SQL's syntax describes, as the server reads it: `"id BIGINT NOT NULL, name STRING"` is a
    /// struct.
    ///
    /// A text can be parsed here, too: `"id BIGINT".parse::<StructType>()`. This is for types and spellings that only the
    /// server knows.
    ///
    /// # Errors
    /// The server does not understand the text, or cannot be reached.
    pub async fn parse_ddl(&self, ddl: &str) -> Result<DataType> {
        let question = Message::builder().string(analyze::ddl_parse::DDL_STRING, ddl).build();
        let parsed: Option<proto::DataType> =
            match self.client().analyze(analyze::DDL_PARSE, &question).await? {
                Analyzed::DdlParse(answer) => answer.parsed,
                _ => None,
            };
        DataType::from_proto(&parsed.ok_or_else(|| unexpected("parse a type"))?)
    }

    /// A schema in SQL's syntax, from its JSON form, as the server writes it.
    ///
    /// # Errors
    /// The server does not understand the text, or cannot be reached.
    pub async fn json_to_ddl(&self, json: &str) -> Result<String> {
        let question = Message::builder().string(analyze::json_to_ddl::JSON_STRING, json).build();
        match self.client().analyze(analyze::JSON_TO_DDL, &question).await? {
            Analyzed::JsonToDdl(answer) => Ok(answer.ddl_string),
            _ => Err(unexpected("write a schema in SQL's syntax")),
        }
    }
}

pub(super) fn unexpected(question: &str) -> Error {
    Error::new(
        ErrorKind::Protocol,
        format!("the server answered something else when it was asked to {question}"),
    )
}
