//! What most programs need: `use spark_connect_core::prelude::*`.
