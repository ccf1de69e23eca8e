//! Joins: rows come as pairs, so that columns of the same name never clash, and the right side of a left join is an
//! `Option`, as its rows may be missing.

use std::error::Error;

use spark_connect_core::prelude::*;

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Employee {
    id: i64,
    name: String,
    manager: Option<i64>,
    team: i64,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Team {
    id: i64,
    name: String,
    city: i64,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct City {
    id: i64,
    name: String,
}

/// Who works where, and for whom.
#[derive(Debug, PartialEq, SparkRow)]
struct Desk {
    employee: String,
    team: String,
    city: String,
    manager: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let spark = SparkSession::builder().app_name("joins").connect().await?;
    let employee = |id, name: &str, manager, team| Employee { id, name: name.to_owned(), manager, team };
    let employees = spark.create_dataset(&[
        employee(1, "Ada", None, 10),
        employee(2, "Barbara", Some(1), 10),
        employee(3, "Grace", Some(1), 20),
        employee(4, "Linus", Some(3), 99),
    ]);
    let team = |id, name: &str, city| Team { id, name: name.to_owned(), city };
    let teams = spark.create_dataset(&[team(10, "Engine", 1), team(20, "Compiler", 2)]);
    let city = |id, name: &str| City { id, name: name.to_owned() };
    let cities = spark.create_dataset(&[city(1, "London"), city(2, "Arlington")]);

    // An inner join gives pairs. Both sides have an `id` and a `name`: each closure argument has its own.
    let members: Dataset<(Employee, Team)> = employees.join(&teams, |e, t| e.team.eq(t.id));
    for (employee, team) in members.order_by(|(e, _)| e.id).collect().await? {
        println!("{} is in team {}", employee.name, team.name);
    }

    // A left join keeps every row of the left side. `Option<Team>` does not let you forget that a team may be missing:
    // in expressions its columns may be NULL, in Rust it is `None`.
    let all: Dataset<(Employee, Option<Team>)> = employees.left_join(&teams, |e, t| e.team.eq(t.id));
    let names = all.order_by(|(e, _)| e.id).select(|(e, t)| (e.name, t.name.unwrap_or("no team")));
    let names = names.collect().await?;
    println!("{names:?}");
    assert_eq!(names.last(), Some(&("Linus".to_owned(), "no team".to_owned())));
    // Those without a partner.
    let alone = all.filter(|(_, t)| t.id.is_null()).select(|(e, _)| e.name);
    assert_eq!(alone.collect().await?, ["Linus"]);

    // A dataset joined with itself needs no aliases. NULL equals nothing: the one without a manager has no pair.
    let pairs = employees.join(&employees, |e, boss| e.manager.eq(boss.id));
    let pairs = pairs.order_by(|(e, _)| e.id).select(|(e, boss)| (e.name, boss.name)).collect().await?;
    println!("{pairs:?}");
    assert_eq!(pairs.len(), 3);

    // Joins of joins nest the pairs from the left.
    let desks = employees
        .join(&teams, |e, t| e.team.eq(t.id))
        .join(&cities, |(_, t), c| t.city.eq(c.id))
        .left_join(&employees, |((e, _), _), boss| e.manager.eq(boss.id))
        .order_by(|(((e, _), _), _)| e.id)
        .select(|(((e, t), c), boss)| DeskCols {
            employee: e.name,
            team: t.name,
            city: c.name,
            manager: boss.name,
        });
    let rows = desks.collect().await?;
    println!("{rows:#?}");
    assert_eq!(rows.iter().filter(|desk| desk.manager.as_deref() == Some("Ada")).count(), 2);
    desks.show(10).await?;
    spark.stop().await?;
    Ok(())
}
