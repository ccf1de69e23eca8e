//! The shared node of a plan: a relation with its id.

mod call_site;
mod chain;
mod growing;
mod guard;
mod local;
mod message;

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use bytes::Bytes;

pub(crate) use call_site::{CallSite, Operation, hidden};
pub(crate) use chain::{Chain, Link, Names, Projected};
pub(crate) use growing::Growing;
pub(crate) use guard::Guard;
pub(crate) use local::{Blob, LocalData};
pub(crate) use message::{Fields, Value};
pub use message::{Message, MessageBuilder};

use crate::{
    error::{Error, ErrorKind},
    observation::Observer,
    proto::field,
};

/// How many relations may be nested in one plan.
///
/// Spark with the stack that Java has by default reads 200 nested relations and fails somewhere between 400 and 520 with
/// a stack overflow or a parser limit, depending on the operators; the plan is refused here before that happens.
///
/// Spark's analyzer may stop earlier: it takes one iteration for each step that calls a function (`=` and `+` are
/// functions), and gives up after `spark.sql.analyzer.maxIterations` of them, 100 by default, with an error that names
/// this setting. It can be set for a session. Sail 0.7 recurses over plans: its process may end on one of more than
/// about 100 relations.
pub const MAX_DEPTH: usize = 200;

static NEXT_PLAN_ID: AtomicI64 = AtomicI64::new(0);

/// A node of an unresolved logical plan: cheap to clone, shared by every plan that is built on it.
///
/// Its id is sent as `RelationCommon.plan_id`; all clones share it.
#[derive(Debug, Clone)]
pub struct Relation(Arc<Node>);

#[derive(Debug)]
struct Node {
    plan_id: i64,
    depth: usize,
    /// Not there yet for a step that was folded: hardly any program asks for all of them.
    message: OnceLock<Message>,
    chain: Chain,
    /// Whether something names it by its id, so that plans which are built on it have to keep it.
    referred: AtomicBool,
    /// The plan that computes it, once it was asked for: it is sent for each action.
    plan: OnceLock<Message>,
}

impl Relation {
    fn new(rel_type: u32, body: MessageBuilder, inputs: usize, chain: Chain) -> Self {
        let plan_id = next_plan_id();
        let message = encoded(rel_type, body.without_references(), plan_id);
        Self::of(plan_id, inputs + 1, message.into(), chain)
    }

    fn of(plan_id: i64, depth: usize, message: OnceLock<Message>, chain: Chain) -> Self {
        let (referred, plan) = (AtomicBool::new(false), OnceLock::new());
        Self(Arc::new(Node { plan_id, depth, message, chain, referred, plan }))
    }

    /// The relation that many steps have become, which nests so many.
    pub(crate) fn folded(kind: u32, steps: usize, link: Link, depth: usize) -> Self {
        let chain = Chain { kind, steps, link: Some(link) };
        Self::of(next_plan_id(), depth, OnceLock::new(), chain)
    }

    /// Starts a relation of the kind `rel_type`, one of the numbers in [`field::relation`].
    #[must_use]
    pub fn builder(rel_type: u32) -> RelationBuilder {
        RelationBuilder { rel_type, depth: 0, body: Message::builder(), chain: Chain::default() }
    }

    /// A relation of rows that are sent with the plan, or uploaded before it.
    pub(crate) fn local(data: &LocalData) -> Self {
        Self::new(field::relation::LOCAL_RELATION, data.inline(), 0, Chain::default())
    }

    /// A relation that a server sent as these bytes, with an id of its own: the server's is that of another plan, or none.
    ///
    /// What the relations in `inside`, which it was made of, keep alive and who observes them is carried over: the bytes
    /// do not tell.
    ///
    /// # Errors
    /// [`ErrorKind::Protocol`] if the bytes are no message. What the message holds is the server's business: it gets
    /// back what it sent.
    pub(crate) fn from_encoded(relation: &[u8], inside: &[Self]) -> Result<Self, Error> {
        // `()` is the message whose every field is unknown: only the framing is read.
        <() as prost::Message>::decode(relation).map_err(|error| {
            Error::new(ErrorKind::Protocol, "the server sent a plan that is no message").with_source(error)
        })?;
        let plan_id = next_plan_id();
        // A message field that comes twice is merged by whoever reads it, and the last id is the one that counts.
        let mut builder =
            Message::builder().encoded(relation).nested(field::relation::COMMON, common(plan_id));
        for relation in inside {
            builder = relation.message().observers().iter().fold(builder, MessageBuilder::observer);
            builder = relation.message().guards().into_iter().fold(builder, MessageBuilder::guard);
        }
        let depth = inside.iter().map(Self::depth).max().unwrap_or(0) + 1;
        Ok(Self::of(plan_id, depth, builder.build().into(), Chain::default()))
    }

    /// The id by which columns and the server refer to this relation.
    ///
    /// Whoever asks for it will use it: plans that are built on this relation from now on keep it as a step of its own.
    #[must_use]
    pub fn plan_id(&self) -> i64 {
        self.keep();
        self.0.plan_id
    }

    /// Whether both are the same relation.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.0.plan_id == other.0.plan_id
    }

    /// Whether it has to stay a step of its own.
    pub(crate) fn is_kept(&self) -> bool {
        self.0.referred.load(Ordering::Relaxed)
    }

    /// The steps that it ends.
    pub(crate) fn chain(&self) -> &Chain {
        &self.0.chain
    }

    /// Keeps this relation as a step of its own in the plans that are built on it from now on.
    pub(crate) fn keep(&self) {
        self.0.referred.store(true, Ordering::Relaxed);
    }

    /// How many relations are nested in each other, this one included.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.depth
    }

    /// The encoded `spark.connect.Relation`.
    #[must_use]
    pub fn message(&self) -> &Message {
        let Node { plan_id, chain, message, .. } = &*self.0;
        message.get_or_init(|| {
            encoded(chain.kind, chain.link.as_ref().map(Link::body).unwrap_or_default(), *plan_id)
        })
    }

    /// The plan that computes this relation: the `spark.connect.Plan` that is sent.
    ///
    /// # Errors
    /// A mistake that was made while the plan was built, or a plan deeper than [`MAX_DEPTH`].
    pub fn to_plan(&self) -> Result<Message, Error> {
        self.check()?;
        let plan = || Message::builder().child(field::plan::ROOT, self.message()).kept().build();
        Ok(self.0.plan.get_or_init(plan).clone())
    }

    /// Whether this relation can be sent, by itself or inside a command.
    ///
    /// # Errors
    /// As [`Relation::to_plan`].
    pub fn check(&self) -> Result<(), Error> {
        let mistake = self.mistake();
        if let Some(mistake) = &mistake {
            // No action will ever tell them.
            self.message().observers().iter().for_each(|observer| observer.failed(mistake));
        }
        mistake.map_or(Ok(()), Err)
    }

    fn mistake(&self) -> Option<Error> {
        if let Some(error) = self.message().error() {
            return Some(error.clone());
        }
        if self.depth() > MAX_DEPTH {
            return Some(Error::new(
                ErrorKind::InvalidPlan,
                format!(
                    "the plan nests {} relations, and Spark servers read about {MAX_DEPTH}: combine steps (one `select` \
                     instead of many), or write an intermediate result to a table or a file and read it back",
                    self.depth()
                ),
            ));
        }
        None
    }
}

/// Builds a [`Relation`] field by field.
#[derive(Debug)]
pub struct RelationBuilder {
    rel_type: u32,
    depth: usize,
    body: MessageBuilder,
    chain: Chain,
}

impl RelationBuilder {
    /// Appends an input relation.
    #[must_use]
    pub fn input(mut self, field: u32, input: &Relation) -> Self {
        self.depth = self.depth.max(input.depth());
        self.body = self.body.child(field, input.message());
        self
    }

    /// Appends fields, whose inputs nest so many relations.
    #[must_use]
    pub(crate) fn body(mut self, fields: MessageBuilder, inputs: usize) -> Self {
        self.depth = self.depth.max(inputs);
        self.body = fields;
        self
    }

    /// Says how many steps of this kind in a row it ends.
    #[must_use]
    pub(crate) fn steps(mut self, steps: usize) -> Self {
        self.chain = Chain { kind: self.rel_type, steps, link: None };
        self
    }

    /// Appends all fields that are set in a generated struct (without its inputs).
    #[must_use]
    pub fn fields(mut self, message: &impl prost::Message) -> Self {
        self.body = self.body.fields(message);
        self
    }

    /// Appends a message field.
    #[must_use]
    pub fn child(mut self, field: u32, message: &Message) -> Self {
        self.body = self.body.child(field, message);
        self
    }

    /// Appends a repeated message field.
    #[must_use]
    pub fn children<'a>(mut self, field: u32, messages: impl IntoIterator<Item = &'a Message>) -> Self {
        self.body = self.body.children(field, messages);
        self
    }

    /// Appends a string field.
    #[must_use]
    pub fn string(mut self, field: u32, value: &str) -> Self {
        self.body = self.body.string(field, value);
        self
    }

    /// Appends a bytes field without copying it.
    #[must_use]
    pub fn bytes(mut self, field: u32, value: Bytes) -> Self {
        self.body = self.body.bytes(field, value);
        self
    }

    /// Appends an integer, enumeration or boolean field.
    #[must_use]
    pub fn int(mut self, field: u32, value: impl Into<i64>) -> Self {
        self.body = self.body.int(field, value);
        self
    }

    /// Records who waits for the metrics that this relation computes.
    #[must_use]
    pub(crate) fn observer(mut self, observer: &Observer) -> Self {
        self.body = self.body.observer(observer);
        self
    }

    /// Records a relation that this one refers to by its id or its alias.
    #[must_use]
    pub fn reference(mut self, relation: &Relation) -> Self {
        self.body = self.body.reference(relation);
        self
    }

    /// Keeps something alive for as long as the relation and all that are built on it.
    #[must_use]
    pub(crate) fn guard(mut self, guard: Guard) -> Self {
        self.body = self.body.guard(guard);
        self
    }

    /// Records a mistake, which the action returns.
    #[must_use]
    pub fn error(mut self, error: Error) -> Self {
        self.body = self.body.error(error);
        self
    }

    /// The finished relation, with an id of its own.
    ///
    /// Relations that subqueries in it refer to are put beside it, as Spark wants them: in a `WithRelations` around it.
    #[must_use]
    pub fn build(self) -> Relation {
        if self.body.references().is_empty() {
            return Relation::new(self.rel_type, self.body, self.depth, self.chain);
        }
        let references = self.body.references().to_vec();
        let relation = Relation::new(self.rel_type, self.body, self.depth, Chain::default());
        let mut holder = Message::builder().child(field::with_relations::ROOT, relation.message());
        let mut depth = relation.depth();
        for reference in &references {
            depth = depth.max(reference.depth());
            holder = holder.child(field::with_relations::REFERENCES, reference.message());
        }
        Relation::new(field::relation::WITH_RELATIONS, holder, depth, Chain::default())
    }
}

fn next_plan_id() -> i64 {
    NEXT_PLAN_ID.fetch_add(1, Ordering::Relaxed)
}

/// The `spark.connect.Relation` of a kind.
fn encoded(rel_type: u32, body: MessageBuilder, plan_id: i64) -> Message {
    Message::builder().nested(rel_type, body).nested(field::relation::COMMON, common(plan_id)).build()
}

/// The field that names a relation.
fn common(plan_id: i64) -> MessageBuilder {
    Message::builder().int(field::relation_common::PLAN_ID, plan_id)
}
