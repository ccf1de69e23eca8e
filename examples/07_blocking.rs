//! Without `async`: the whole API in a program, or in threads, that wait. No tokio here, and no macro around `main`.

use std::{error::Error, thread, time::Duration};

use spark_connect_core::{
    blocking::{Wait, WaitIter},
    prelude::*,
};

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Reading {
    sensor: String,
    celsius: f64,
}

#[derive(Debug, PartialEq, SparkRow)]
struct Warmest {
    sensor: String,
    celsius: Option<f64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let spark = SparkSession::builder().app_name("blocking").connect().wait()?;
    // On a terminal, a bar shows how far each query is.
    let _bars = spark.show_progress();
    let readings: Vec<Reading> =
        (0..1000).map(|n| Reading { sensor: format!("s{}", n % 3), celsius: f64::from(n) / 10.0 }).collect();
    let readings = spark.create_dataset(&readings);

    // Plans are built as always; only actions are waited for.
    let warmest = readings
        .group_by(|r| r.sensor)
        .agg(|sensor, r| WarmestCols { sensor, celsius: r.celsius.max() })
        .order_by(|w| w.sensor);
    for warmest in warmest.collect().wait()? {
        println!("{warmest:?}");
    }

    // A stream is an iterator: rows arrive while the loop runs, in bounded memory.
    let mut hot = 0;
    for reading in readings.filter(|r| r.celsius.gt(90.0)).stream().wait_iter() {
        hot += u32::from(reading?.celsius > 99.0);
    }
    assert_eq!(hot, 9);

    // Threads share the session, and wait each for its own.
    let counts = thread::scope(|scope| {
        let threads = ["s0", "s1", "s2"].map(|sensor| {
            let (spark, readings) = (&spark, &readings);
            scope.spawn(move || {
                let more = spark.range(0, 10).count().wait()?;
                Ok::<_, spark_connect_core::error::Error>(
                    more + readings.filter(|r| r.sensor.eq(sensor)).count().wait()?,
                )
            })
        });
        threads.map(|thread| thread.join().map_err(|_| "a thread panicked"))
    });
    for count in counts {
        println!("{} rows", count??);
    }

    // What takes too long is stopped on the server.
    let all = spark.range(0, i64::MAX).filter("id % 2 = 3").count().wait_timeout(Duration::from_millis(500));
    println!("{:?}", all.map_err(|error| error.kind()));

    spark.stop().wait()?;
    Ok(())
}
