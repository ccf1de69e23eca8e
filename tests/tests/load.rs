//! Many sessions, many queries, and nothing left behind: alone in its process, because memory is measured.

use std::{fs, time::Duration};

use futures::{StreamExt, future::try_join_all};
use spark_connect_core::{
    error::Result,
    session::{OperationState, SparkSession},
};
use spark_connect_tests::servers::{Kind, spark43};

const SESSIONS: usize = 24;
const QUERIES: usize = 50;

/// Queries whose results are read, dropped at the start, and dropped in the middle.
async fn work(spark: &SparkSession, queries: usize) -> Result<Vec<String>> {
    let mut operations = Vec::with_capacity(queries);
    for index in 0..queries {
        let frame = spark.range(0, 2_000 + index as i64);
        let mut results = frame.batches();
        operations.push(results.operation_id().to_owned());
        match index % 10 {
            3 => {}
            7 => drop(results.next().await.transpose()?),
            _ => {
                let mut rows = 0;
                while let Some(batch) = results.next().await {
                    rows += batch?.num_rows();
                }
                assert_eq!(rows, 2_000 + index);
            }
        }
    }
    Ok(operations)
}

/// The memory of this process, in bytes.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
}

fn is_over(state: OperationState) -> bool {
    !matches!(state, OperationState::Running | OperationState::Terminating)
}

async fn session(kind: Kind) -> SparkSession {
    kind.server().await.session().await
}

/// Waits until as few tasks are left as there were.
async fn settled(tasks: usize) -> usize {
    let alive = || tokio::runtime::Handle::current().metrics().num_alive_tasks();
    for _ in 0..200 {
        if alive() <= tasks {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    alive()
}

#[tokio::test]
async fn twenty_four_sessions_leave_nothing_behind() -> Result<()> {
    spark43().await;
    let before = tokio::runtime::Handle::current().metrics().num_alive_tasks();
    // Six sessions on each of four connections.
    let first = [(); 4].map(|()| session(Kind::Spark43));
    let first = futures::future::join_all(first).await;
    let sessions: Vec<_> =
        first.iter().flat_map(|first| (1..6).map(|_| first.new_session()).chain([first.clone()])).collect();
    assert_eq!(sessions.len(), SESSIONS);
    // The first round makes the sessions and fills the pools.
    try_join_all(sessions.iter().map(|spark| work(spark, 10))).await?;
    let tasks = settled(before + 4 * 4).await;
    let memory = resident();

    let operations = try_join_all(sessions.iter().map(|spark| work(spark, QUERIES))).await?;
    let after = settled(tasks).await;
    assert!(after <= tasks, "{after} tasks where there were {tasks}");
    if let (Some(before), Some(after)) = (memory, resident()) {
        let growth = after.saturating_sub(before);
        assert!(growth < 16 * 1024 * 1024, "{growth} bytes more after {} queries", SESSIONS * QUERIES);
    }
    for (spark, operations) in sessions.iter().zip(operations) {
        let statuses = spark.operation_statuses(operations).await?;
        let running = statuses.iter().filter(|status| !is_over(status.state())).count();
        assert_eq!((statuses.len(), running), (QUERIES, 0), "{statuses:?}");
        assert_eq!(spark.interrupt_all().await?, [""; 0]);
    }
    for spark in &sessions {
        spark.stop().await?;
    }
    drop((sessions, first));
    assert_eq!(settled(before).await, before, "tasks");
    Ok(())
}
