//! Plans of many steps: limits and filters in turns, built, encoded and dropped. `spark-connect` has the plans of
//! `apache-spark-connect`.

use std::{hint::black_box, thread};

use apache::plan::LogicalPlan;
use prost::Message;

use crate::child::{Result, Round, Setting};

/// It recurses on the depth of the plan.
const STACK: usize = 4 << 30;

pub(crate) fn apache(setting: &Setting) -> Result<Round> {
    let steps = setting.size;
    deep(move || {
        let table = LogicalPlan::Range { start: 0, end: 1, step: 1, num_partitions: None };
        // What the methods of its `DataFrame` do, which shows its plan to nobody.
        let plan = (0..steps).fold(table, |plan, number| {
            let input = Box::new(plan.clone());
            if number % 2 == 0 {
                LogicalPlan::Limit { input, limit: 1_000 }
            } else {
                let condition = apache::col("id").gt(apache::lit(number as i64));
                LogicalPlan::Filter { input, condition }
            }
        });
        black_box(plan.to_proto().encode_to_vec()).len()
    })
}

fn deep(encode: impl Fn() -> usize + Send + Sync + 'static) -> Result<Round> {
    let encode = std::sync::Arc::new(encode);
    Ok(Box::new(move || {
        let encode = std::sync::Arc::clone(&encode);
        let thread = thread::Builder::new().stack_size(STACK).spawn(move || encode())?;
        let bytes = thread.join().map_err(|_| "the thread fails")?;
        Ok(Box::new(move || u64::from(bytes > 0)))
    }))
}
