//! Six queries of the TPC-H benchmark in the typed API, without an escape hatch, against the same queries as SQL text
//! on the same server.

use std::{fmt::Debug, sync::LazyLock};

use jiff::civil::{Date, date};
use spark_connect_core::prelude::*;
use spark_connect_examples::tpch::{self, Customer, LineItem, LineItemCols, Nation, Order, Region, Supplier};
use spark_connect_tests::{on_every_server, servers::TestServer};
use tempfile::TempDir;

static DATA: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = TempDir::new().expect("a temporary folder");
    tpch::generate(folder.path(), 0.01).expect("the TPC-H data");
    folder
});

/// The tables, in a session of their own; in SQL they are views of the same names.
struct Tpch {
    spark: SparkSession,
}

impl Tpch {
    async fn new(server: &TestServer) -> Result<Self> {
        let spark = SparkSession::builder().remote(server.connection_string()).connect().await?;
        let tables = Self { spark };
        for name in ["region", "nation", "supplier", "customer", "orders", "lineitem"] {
            tables.table(name).create_or_replace_temp_view(name).await?;
        }
        Ok(tables)
    }

    fn table(&self, name: &str) -> DataFrame {
        let path = DATA.path().join(format!("{name}.parquet"));
        self.spark.read().parquet(path.to_str().expect("a path in UTF-8"))
    }

    fn regions(&self) -> Dataset<Region> {
        self.table("region").dataset()
    }
    fn nations(&self) -> Dataset<Nation> {
        self.table("nation").dataset()
    }
    fn suppliers(&self) -> Dataset<Supplier> {
        self.table("supplier").dataset()
    }
    fn customers(&self) -> Dataset<Customer> {
        self.table("customer").dataset()
    }
    fn orders(&self) -> Dataset<Order> {
        self.table("orders").dataset()
    }
    fn lines(&self) -> Dataset<LineItem> {
        self.table("lineitem").dataset()
    }

    /// The typed query gives what the SQL text gives, which is so many rows.
    async fn check<T: SparkRow + Debug + PartialEq>(
        &self,
        typed: &Dataset<T>,
        sql: &str,
        rows: usize,
    ) -> Result<()> {
        let expected: Vec<T> = self.spark.sql(sql).await?.dataset().collect().await?;
        let actual = typed.collect().await?;
        assert_eq!(actual, expected);
        assert_eq!(actual.len(), rows);
        Ok(())
    }
}

/// What a line is sold for.
fn discounted<S: 'static>(l: LineItemCols<S>) -> Expr<S, Option<Decimal>> {
    l.l_extendedprice * (1 - l.l_discount)
}

#[derive(Debug, PartialEq, SparkRow)]
struct PricingSummary {
    l_returnflag: String,
    l_linestatus: String,
    sum_qty: Option<Decimal>,
    sum_base_price: Option<Decimal>,
    sum_disc_price: Option<Decimal>,
    sum_charge: Option<Decimal>,
    avg_qty: Option<Decimal>,
    avg_price: Option<Decimal>,
    avg_disc: Option<Decimal>,
    count_order: i64,
}

#[derive(Debug, PartialEq, SparkRow)]
struct ShippingPriority {
    l_orderkey: i64,
    revenue: Option<Decimal>,
    o_orderdate: Date,
    o_shippriority: i32,
}

#[derive(Debug, PartialEq, SparkRow)]
struct LocalSupplierVolume {
    n_name: String,
    revenue: Option<Decimal>,
}

#[derive(Debug, PartialEq, SparkRow)]
struct ReturnedItems {
    c_custkey: i64,
    c_name: String,
    revenue: Option<Decimal>,
    c_acctbal: Decimal,
    n_name: String,
    c_address: String,
    c_phone: String,
    c_comment: String,
}

#[derive(Debug, PartialEq, SparkRow)]
struct CustomerOrders {
    c_custkey: i64,
    c_count: i64,
}

#[derive(Debug, PartialEq, SparkRow)]
struct OrderCounts {
    c_count: i64,
    custdist: i64,
}

on_every_server! {
    async fn q1_pricing_summary_report(server) -> Result<()> {
        let tpch = Tpch::new(server).await?;
        let summary = tpch
            .lines()
            .filter(|l| l.l_shipdate.le(date(1998, 12, 1).saturating_sub(jiff::Span::new().days(90))))
            .group_by(|l| (l.l_returnflag, l.l_linestatus))
            .agg(|(l_returnflag, l_linestatus), l| PricingSummaryCols {
                l_returnflag,
                l_linestatus,
                sum_qty: l.l_quantity.sum(),
                sum_base_price: l.l_extendedprice.sum(),
                sum_disc_price: discounted(l).sum(),
                sum_charge: (discounted(l) * (1 + l.l_tax)).sum(),
                avg_qty: l.l_quantity.avg(),
                avg_price: l.l_extendedprice.avg(),
                avg_disc: l.l_discount.avg(),
                count_order: count(),
            })
            .order_by(|s| (s.l_returnflag, s.l_linestatus));
        let sql = "
            SELECT l_returnflag, l_linestatus, sum(l_quantity) AS sum_qty, sum(l_extendedprice) AS sum_base_price,
                sum(l_extendedprice * (1 - l_discount)) AS sum_disc_price,
                sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)) AS sum_charge,
                avg(l_quantity) AS avg_qty, avg(l_extendedprice) AS avg_price, avg(l_discount) AS avg_disc,
                count(*) AS count_order
            FROM lineitem WHERE l_shipdate <= date '1998-12-01' - interval '90' day
            GROUP BY l_returnflag, l_linestatus ORDER BY l_returnflag, l_linestatus";
        tpch.check(&summary, sql, 4).await
    }

    async fn q3_shipping_priority(server) -> Result<()> {
        let tpch = Tpch::new(server).await?;
        let day = date(1995, 3, 15);
        let unshipped = tpch
            .customers()
            .filter(|c| c.c_mktsegment.eq("BUILDING"))
            .join(&tpch.orders(), |c, o| c.c_custkey.eq(o.o_custkey))
            .join(&tpch.lines(), |(_, o), l| l.l_orderkey.eq(o.o_orderkey))
            .filter(|((_, o), l)| o.o_orderdate.lt(day) & l.l_shipdate.gt(day))
            .group_by(|((_, o), l)| (l.l_orderkey, o.o_orderdate, o.o_shippriority))
            .agg(|(l_orderkey, o_orderdate, o_shippriority), (_, l)| ShippingPriorityCols {
                l_orderkey,
                revenue: discounted(l).sum(),
                o_orderdate,
                o_shippriority,
            })
            .order_by(|s| (s.revenue.desc(), s.o_orderdate))
            .limit(10);
        let sql = "
            SELECT l_orderkey, sum(l_extendedprice * (1 - l_discount)) AS revenue, o_orderdate, o_shippriority
            FROM customer, orders, lineitem
            WHERE c_mktsegment = 'BUILDING' AND c_custkey = o_custkey AND l_orderkey = o_orderkey
                AND o_orderdate < date '1995-03-15' AND l_shipdate > date '1995-03-15'
            GROUP BY l_orderkey, o_orderdate, o_shippriority ORDER BY revenue DESC, o_orderdate LIMIT 10";
        tpch.check(&unshipped, sql, 10).await
    }

    async fn q5_local_supplier_volume(server) -> Result<()> {
        let tpch = Tpch::new(server).await?;
        let volume = tpch
            .customers()
            .join(&tpch.orders(), |c, o| c.c_custkey.eq(o.o_custkey))
            .join(&tpch.lines(), |(_, o), l| l.l_orderkey.eq(o.o_orderkey))
            .join(&tpch.suppliers(), |((c, _), l), s| l.l_suppkey.eq(s.s_suppkey) & c.c_nationkey.eq(s.s_nationkey))
            .join(&tpch.nations(), |(_, s), n| s.s_nationkey.eq(n.n_nationkey))
            .join(&tpch.regions(), |(_, n), r| n.n_regionkey.eq(r.r_regionkey))
            .filter(|(((((_, o), _), _), _), r)| {
                r.r_name.eq("ASIA") & o.o_orderdate.ge(date(1994, 1, 1)) & o.o_orderdate.lt(date(1995, 1, 1))
            })
            .group_by(|((_, n), _)| n.n_name)
            .agg(|n_name, ((((_, l), _), _), _)| LocalSupplierVolumeCols { n_name, revenue: discounted(l).sum() })
            .order_by(|v| v.revenue.desc());
        let sql = "
            SELECT n_name, sum(l_extendedprice * (1 - l_discount)) AS revenue
            FROM customer, orders, lineitem, supplier, nation, region
            WHERE c_custkey = o_custkey AND l_orderkey = o_orderkey AND l_suppkey = s_suppkey
                AND c_nationkey = s_nationkey AND s_nationkey = n_nationkey AND n_regionkey = r_regionkey
                AND r_name = 'ASIA' AND o_orderdate >= date '1994-01-01' AND o_orderdate < date '1995-01-01'
            GROUP BY n_name ORDER BY revenue DESC";
        tpch.check(&volume, sql, 5).await
    }

    async fn q6_forecasting_revenue_change(server) -> Result<()> {
        let tpch = Tpch::new(server).await?;
        let cents = |text: &str| text.parse::<Decimal>();
        let (low, high) = (cents("0.05")?, cents("0.07")?);
        let revenue = tpch
            .lines()
            .filter(|l| {
                l.l_shipdate.ge(date(1994, 1, 1))
                    & l.l_shipdate.lt(date(1995, 1, 1))
                    & l.l_discount.between(low, high)
                    & l.l_quantity.lt(24)
            })
            .agg(|l| (l.l_extendedprice * l.l_discount).sum());
        let sql = "
            SELECT sum(l_extendedprice * l_discount) AS value FROM lineitem
            WHERE l_shipdate >= date '1994-01-01' AND l_shipdate < date '1995-01-01'
                AND l_discount BETWEEN 0.05 AND 0.07 AND l_quantity < 24";
        tpch.check(&revenue, sql, 1).await
    }

    async fn q10_returned_item_reporting(server) -> Result<()> {
        let tpch = Tpch::new(server).await?;
        let returned = tpch
            .customers()
            .join(&tpch.orders(), |c, o| c.c_custkey.eq(o.o_custkey))
            .join(&tpch.lines(), |(_, o), l| l.l_orderkey.eq(o.o_orderkey))
            .join(&tpch.nations(), |((c, _), _), n| c.c_nationkey.eq(n.n_nationkey))
            .filter(|(((_, o), l), _)| {
                o.o_orderdate.ge(date(1993, 10, 1)) & o.o_orderdate.lt(date(1994, 1, 1)) & l.l_returnflag.eq("R")
            })
            .group_by(|(((c, _), _), n)| {
                (c.c_custkey, c.c_name, c.c_acctbal, c.c_phone, n.n_name, c.c_address, c.c_comment)
            })
            .agg(|(c_custkey, c_name, c_acctbal, c_phone, n_name, c_address, c_comment), ((_, l), _)| {
                let revenue = discounted(l).sum();
                ReturnedItemsCols { c_custkey, c_name, revenue, c_acctbal, n_name, c_address, c_phone, c_comment }
            })
            .order_by(|r| (r.revenue.desc(), r.c_custkey))
            .limit(20);
        let sql = "
            SELECT c_custkey, c_name, sum(l_extendedprice * (1 - l_discount)) AS revenue, c_acctbal, n_name, c_address,
                c_phone, c_comment
            FROM customer, orders, lineitem, nation
            WHERE c_custkey = o_custkey AND l_orderkey = o_orderkey AND o_orderdate >= date '1993-10-01'
                AND o_orderdate < date '1994-01-01' AND l_returnflag = 'R' AND c_nationkey = n_nationkey
            GROUP BY c_custkey, c_name, c_acctbal, c_phone, n_name, c_address, c_comment
            ORDER BY revenue DESC, c_custkey LIMIT 20";
        tpch.check(&returned, sql, 20).await
    }

    async fn q13_customer_distribution(server) -> Result<()> {
        let tpch = Tpch::new(server).await?;
        let distribution = tpch
            .customers()
            .left_join(&tpch.orders(), |c, o| {
                c.c_custkey.eq(o.o_custkey) & !o.o_comment.like("%special%requests%")
            })
            .group_by(|(c, _)| c.c_custkey)
            .agg(|c_custkey, (_, o)| CustomerOrdersCols { c_custkey, c_count: o.o_orderkey.count() })
            .group_by(|c| c.c_count)
            .agg(|c_count, _| OrderCountsCols { c_count, custdist: count() })
            .order_by(|c| (c.custdist.desc(), c.c_count.desc()));
        let sql = "
            SELECT c_count, count(*) AS custdist FROM (
                SELECT c_custkey, count(o_orderkey) AS c_count
                FROM customer LEFT OUTER JOIN orders
                    ON c_custkey = o_custkey AND o_comment NOT LIKE '%special%requests%'
                GROUP BY c_custkey)
            GROUP BY c_count ORDER BY custdist DESC, c_count DESC";
        let rows = tpch.spark.sql(sql).await?.count().await?;
        tpch.check(&distribution, sql, usize::try_from(rows).expect("a small count")).await
    }
}
