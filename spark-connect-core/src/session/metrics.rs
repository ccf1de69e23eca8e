//! What the server measured while it ran a plan.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::Arc,
};

use crate::proto::spark::connect::execute_plan_response::{
    Metrics,
    metrics::{MetricObject, MetricValue},
};

/// What a node of the physical plan measured, and the nodes below it (Spark's SQL metrics). Cheap to clone.
///
/// Which nodes there are, and what they measure, is up to the server's version and its optimizer.
///
/// ```no_run
/// # use futures::TryStreamExt;
/// # async fn example(orders: spark_connect_core::dataframe::DataFrame) -> spark_connect_core::error::Result<()> {
/// let mut results = orders.batches();
/// while let Some(batch) = results.try_next().await? {
///     println!("{} rows", batch.num_rows());
/// }
/// for node in results.metrics().iter().flat_map(|root| root.nodes()) {
///     println!("{}: {:?}", node.name(), node.metric("numOutputRows"));
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct PlanMetrics {
    nodes: Arc<[Node]>,
    /// Which of them it is.
    index: usize,
}

/// A flat list of them is a tree that needs no recursion, however deep a server makes it.
struct Node {
    name: String,
    plan_id: i64,
    metrics: BTreeMap<String, Metric>,
    children: Vec<usize>,
}

/// A measured number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metric {
    description: String,
    value: i64,
    kind: MetricKind,
}

/// What a [`Metric`] counts.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MetricKind {
    /// A plain sum over all tasks, such as of rows.
    Sum,
    /// Bytes.
    Size,
    /// Milliseconds.
    Timing,
    /// Nanoseconds.
    NanosecondTiming,
    /// Ten times an average over all tasks.
    Average,
    /// What else the server calls it, such as the metrics of a data source.
    Other(String),
}

impl PlanMetrics {
    /// The nodes that are below no other.
    pub(super) fn roots(metrics: Metrics) -> Vec<Self> {
        let mut positions = HashMap::new();
        let mut objects = metrics.metrics;
        objects.retain(|object| {
            let position = positions.len();
            // Spark lists what two others share once for each of them.
            let new = !positions.contains_key(&object.plan_id);
            positions.entry(object.plan_id).or_insert(position);
            new
        });
        let mut roots = Vec::new();
        let mut children = vec![Vec::new(); objects.len()];
        for (index, object) in objects.iter().enumerate() {
            let parent = positions.get(&object.parent).filter(|parent| **parent != index);
            match parent.and_then(|parent| children.get_mut(*parent)) {
                Some(siblings) => siblings.push(index),
                None => roots.push(index),
            }
        }
        let nodes: Arc<[Node]> =
            objects.into_iter().zip(children).map(|(object, children)| Node::new(object, children)).collect();
        roots.into_iter().map(|index| Self { nodes: Arc::clone(&nodes), index }).collect()
    }

    fn node(&self) -> Option<&Node> {
        self.nodes.get(self.index)
    }

    /// The name of the node, such as `Filter` or `Scan parquet`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.node().map_or("", |node| &node.name)
    }

    /// The server's number of the node, none that this side gave.
    #[must_use]
    pub fn plan_id(&self) -> i64 {
        self.node().map_or(0, |node| node.plan_id)
    }

    /// What was measured, by Spark's short names such as `numOutputRows`.
    #[must_use]
    pub fn metrics(&self) -> &BTreeMap<String, Metric> {
        static NONE: BTreeMap<String, Metric> = BTreeMap::new();
        self.node().map_or(&NONE, |node| &node.metrics)
    }

    /// A metric by Spark's short name.
    #[must_use]
    pub fn metric(&self, name: &str) -> Option<&Metric> {
        self.metrics().get(name)
    }

    /// The nodes whose rows this one reads.
    pub fn children(&self) -> impl DoubleEndedIterator<Item = Self> {
        let children = self.node().map_or(&[][..], |node| &node.children);
        children.iter().map(|index| Self { nodes: Arc::clone(&self.nodes), index: *index })
    }

    /// This node and all nodes below it, each before its children.
    pub fn nodes(&self) -> impl Iterator<Item = Self> + use<> {
        let mut stack = vec![self.clone()];
        std::iter::from_fn(move || {
            let node = stack.pop()?;
            stack.extend(node.children().rev());
            Some(node)
        })
    }
}

impl fmt::Debug for PlanMetrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlanMetrics")
            .field("name", &self.name())
            .field("plan_id", &self.plan_id())
            .field("metrics", self.metrics())
            .field("nodes_below", &(self.nodes().count().saturating_sub(1)))
            .finish()
    }
}

impl Node {
    fn new(object: MetricObject, children: Vec<usize>) -> Self {
        let metric = |(name, value)| (name, Metric::new(value));
        let metrics = object.execution_metrics.into_iter().map(metric).collect();
        Self { name: object.name, plan_id: object.plan_id, metrics, children }
    }
}

impl Metric {
    fn new(value: MetricValue) -> Self {
        Self { description: value.name, value: value.value, kind: MetricKind::of(value.metric_type) }
    }

    /// What it says in Spark's user interface, such as `number of output rows`.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The number; [`kind`](Self::kind) says of what.
    #[must_use]
    pub fn value(&self) -> i64 {
        self.value
    }

    /// What is counted.
    #[must_use]
    pub fn kind(&self) -> &MetricKind {
        &self.kind
    }
}

impl MetricKind {
    fn of(name: String) -> Self {
        match name.as_str() {
            "sum" => Self::Sum,
            "size" => Self::Size,
            "timing" => Self::Timing,
            "nsTiming" => Self::NanosecondTiming,
            "average" => Self::Average,
            _ => Self::Other(name),
        }
    }
}
