//! Queries 9 to 15.

use jiff::civil::date;
use spark_connect_core::prelude::*;

use crate::{Tpch, discounted};

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct Profit {
    nation: String,
    o_year: i32,
    sum_profit: Option<Decimal>,
}

pub(crate) fn product_type_profit_measure(tpch: &Tpch) -> Dataset<Profit> {
    tpch.parts()
        .join(&tpch.lines(), |p, l| p.p_partkey.eq(l.l_partkey))
        .join(&tpch.suppliers(), |(_, l), s| s.s_suppkey.eq(l.l_suppkey))
        .join(&tpch.offers(), |((_, l), _), ps| ps.ps_suppkey.eq(l.l_suppkey) & ps.ps_partkey.eq(l.l_partkey))
        .join(&tpch.orders(), |(((_, l), _), _), o| o.o_orderkey.eq(l.l_orderkey))
        .join(&tpch.nations(), |(((_, s), _), _), n| s.s_nationkey.eq(n.n_nationkey))
        .filter(|(((((p, _), _), _), _), _)| p.p_name.contains("green"))
        .group_by(|((_, o), n)| (n.n_name, o.o_orderdate.year()))
        .agg(|(nation, o_year), (((((_, l), _), ps), _), _)| ProfitCols {
            nation,
            o_year,
            sum_profit: (discounted(l) - ps.ps_supplycost * l.l_quantity).sum(),
        })
        .order_by(|p| (p.nation, p.o_year.desc()))
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct ReturnedItems {
    c_custkey: i64,
    c_name: String,
    revenue: Option<Decimal>,
    c_acctbal: Decimal,
    n_name: String,
    c_address: String,
    c_phone: String,
    c_comment: String,
}

pub(crate) fn returned_item_reporting(tpch: &Tpch) -> Dataset<ReturnedItems> {
    tpch.customers()
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
        .limit(20)
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct ImportantStock {
    ps_partkey: i64,
    value: Option<Decimal>,
}

pub(crate) fn important_stock_identification(tpch: &Tpch) -> Dataset<ImportantStock> {
    let stock = || {
        tpch.offers()
            .join(&tpch.suppliers(), |ps, s| ps.ps_suppkey.eq(s.s_suppkey))
            .join(&tpch.nations(), |(_, s), n| s.s_nationkey.eq(n.n_nationkey))
            .filter(|(_, n)| n.n_name.eq("GERMANY"))
    };
    let whole = stock();
    stock()
        .group_by(|((ps, _), _)| ps.ps_partkey)
        .agg(|ps_partkey, ((ps, _), _)| ImportantStockCols {
            ps_partkey,
            value: (ps.ps_supplycost * ps.ps_availqty.cast_decimal(10, 0)).sum(),
        })
        .filter(|s| {
            s.value.gt(whole.scalar(|((ps, _), _)| {
                (ps.ps_supplycost * ps.ps_availqty.cast_decimal(10, 0)).sum() * decimal!(0.01)
            }))
        })
        .order_by(|s| (s.value.desc(), s.ps_partkey))
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct ShippingModes {
    l_shipmode: String,
    high_line_count: Option<i64>,
    low_line_count: Option<i64>,
}

pub(crate) fn shipping_modes_and_order_priority(tpch: &Tpch) -> Dataset<ShippingModes> {
    tpch.orders()
        .join(&tpch.lines(), |o, l| o.o_orderkey.eq(l.l_orderkey))
        .filter(|(_, l)| {
            l.l_shipmode.is_in(["MAIL", "SHIP"])
                & l.l_commitdate.lt(l.l_receiptdate)
                & l.l_shipdate.lt(l.l_commitdate)
                & l.l_receiptdate.ge(date(1994, 1, 1))
                & l.l_receiptdate.lt(date(1995, 1, 1))
        })
        .group_by(|(_, l)| l.l_shipmode)
        .agg(|l_shipmode, (o, _)| {
            let high = o.o_orderpriority.is_in(["1-URGENT", "2-HIGH"]);
            ShippingModesCols {
                l_shipmode,
                high_line_count: when(high, 1).otherwise(0).sum(),
                low_line_count: when(!high, 1).otherwise(0).sum(),
            }
        })
        .order_by(|s| s.l_shipmode)
}

#[derive(Debug, PartialEq, SparkRow)]
struct CustomerOrders {
    c_custkey: i64,
    c_count: i64,
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct OrderCounts {
    c_count: i64,
    custdist: i64,
}

pub(crate) fn customer_distribution(tpch: &Tpch) -> Dataset<OrderCounts> {
    tpch.customers()
        .left_join(&tpch.orders(), |c, o| {
            c.c_custkey.eq(o.o_custkey) & !o.o_comment.like("%special%requests%")
        })
        .group_by(|(c, _)| c.c_custkey)
        .agg(|c_custkey, (_, o)| CustomerOrdersCols { c_custkey, c_count: o.o_orderkey.count() })
        .group_by(|c| c.c_count)
        .agg(|c_count, _| OrderCountsCols { c_count, custdist: count() })
        .order_by(|c| (c.custdist.desc(), c.c_count.desc()))
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct Promotion {
    promo_revenue: Option<Decimal>,
}

pub(crate) fn promotion_effect(tpch: &Tpch) -> Dataset<Promotion> {
    tpch.lines()
        .join(&tpch.parts(), |l, p| l.l_partkey.eq(p.p_partkey))
        .filter(|(l, _)| l.l_shipdate.ge(date(1995, 9, 1)) & l.l_shipdate.lt(date(1995, 10, 1)))
        .agg(|(l, p)| {
            let promoted = when(p.p_type.starts_with("PROMO"), discounted(l)).otherwise(0).sum();
            PromotionCols { promo_revenue: decimal!(100.00) * promoted / discounted(l).sum() }
        })
}

#[derive(Debug, PartialEq, SparkRow)]
struct SupplierRevenue {
    supplier_no: i64,
    total_revenue: Option<Decimal>,
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct TopSupplier {
    s_suppkey: i64,
    s_name: String,
    s_address: String,
    s_phone: String,
    total_revenue: Option<Decimal>,
}

pub(crate) fn top_supplier(tpch: &Tpch) -> Dataset<TopSupplier> {
    let revenues = tpch
        .lines()
        .filter(|l| l.l_shipdate.ge(date(1996, 1, 1)) & l.l_shipdate.lt(date(1996, 4, 1)))
        .group_by(|l| l.l_suppkey)
        .agg(|supplier_no, l| SupplierRevenueCols { supplier_no, total_revenue: discounted(l).sum() });
    tpch.suppliers()
        .join(&revenues, |s, r| s.s_suppkey.eq(r.supplier_no))
        .filter(|(_, r)| r.total_revenue.eq(revenues.scalar(|r| r.total_revenue.max())))
        .select(|(s, r)| TopSupplierCols {
            s_suppkey: s.s_suppkey,
            s_name: s.s_name,
            s_address: s.s_address,
            s_phone: s.s_phone,
            total_revenue: r.total_revenue,
        })
        .order_by(|s| s.s_suppkey)
}
