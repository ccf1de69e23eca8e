//! Queries 1 to 8.

use jiff::civil::{Date, date};
use spark_connect_core::prelude::*;

use crate::{Tpch, discounted};

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct PricingSummary {
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

pub(crate) fn pricing_summary_report(tpch: &Tpch) -> Dataset<PricingSummary> {
    tpch.lines()
        .filter(|l| l.l_shipdate.le(date(1998, 9, 2)))
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
        .order_by(|s| (s.l_returnflag, s.l_linestatus))
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct CheapestSupplier {
    s_acctbal: Decimal,
    s_name: String,
    n_name: String,
    p_partkey: i64,
    p_mfgr: String,
    s_address: String,
    s_phone: String,
    s_comment: String,
}

pub(crate) fn minimum_cost_supplier(tpch: &Tpch) -> Dataset<CheapestSupplier> {
    let offers = || {
        tpch.offers()
            .join(&tpch.suppliers(), |ps, s| ps.ps_suppkey.eq(s.s_suppkey))
            .join(&tpch.nations(), |(_, s), n| s.s_nationkey.eq(n.n_nationkey))
            .join(&tpch.regions(), |(_, n), r| n.n_regionkey.eq(r.r_regionkey))
            .filter(|(_, r)| r.r_name.eq("EUROPE"))
    };
    let cheapest = offers();
    offers()
        .join(&tpch.parts(), |(((ps, _), _), _), p| ps.ps_partkey.eq(p.p_partkey))
        .filter(|((((ps, _), _), _), p)| {
            p.p_size.eq(15)
                & p.p_type.ends_with("BRASS")
                & ps.ps_supplycost.eq(cheapest
                    .filter(|(((ps, _), _), _)| ps.ps_partkey.eq(outer(p.p_partkey)))
                    .scalar(|(((ps, _), _), _)| ps.ps_supplycost.min()))
        })
        .select(|((((_, s), n), _), p)| CheapestSupplierCols {
            s_acctbal: s.s_acctbal,
            s_name: s.s_name,
            n_name: n.n_name,
            p_partkey: p.p_partkey,
            p_mfgr: p.p_mfgr,
            s_address: s.s_address,
            s_phone: s.s_phone,
            s_comment: s.s_comment,
        })
        .order_by(|s| (s.s_acctbal.desc(), s.n_name, s.s_name, s.p_partkey))
        .limit(100)
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct ShippingPriority {
    l_orderkey: i64,
    revenue: Option<Decimal>,
    o_orderdate: Date,
    o_shippriority: i32,
}

pub(crate) fn shipping_priority(tpch: &Tpch) -> Dataset<ShippingPriority> {
    let day = date(1995, 3, 15);
    tpch.customers()
        .join(&tpch.orders(), |c, o| c.c_custkey.eq(o.o_custkey))
        .join(&tpch.lines(), |(_, o), l| l.l_orderkey.eq(o.o_orderkey))
        .filter(|((c, o), l)| c.c_mktsegment.eq("BUILDING") & o.o_orderdate.lt(day) & l.l_shipdate.gt(day))
        .group_by(|((_, o), l)| (l.l_orderkey, o.o_orderdate, o.o_shippriority))
        .agg(|(l_orderkey, o_orderdate, o_shippriority), (_, l)| ShippingPriorityCols {
            l_orderkey,
            revenue: discounted(l).sum(),
            o_orderdate,
            o_shippriority,
        })
        .order_by(|s| (s.revenue.desc(), s.o_orderdate))
        .limit(10)
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct Priority {
    o_orderpriority: String,
    order_count: i64,
}

pub(crate) fn order_priority_checking(tpch: &Tpch) -> Dataset<Priority> {
    tpch.orders()
        .filter(|o| {
            o.o_orderdate.ge(date(1993, 7, 1))
                & o.o_orderdate.lt(date(1993, 10, 1))
                & tpch
                    .lines()
                    .exists(|l| l.l_orderkey.eq(outer(o.o_orderkey)) & l.l_commitdate.lt(l.l_receiptdate))
        })
        .group_by(|o| o.o_orderpriority)
        .agg(|o_orderpriority, _| PriorityCols { o_orderpriority, order_count: count() })
        .order_by(|p| p.o_orderpriority)
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct LocalSupplierVolume {
    n_name: String,
    revenue: Option<Decimal>,
}

pub(crate) fn local_supplier_volume(tpch: &Tpch) -> Dataset<LocalSupplierVolume> {
    tpch.customers()
        .join(&tpch.orders(), |c, o| c.c_custkey.eq(o.o_custkey))
        .join(&tpch.lines(), |(_, o), l| l.l_orderkey.eq(o.o_orderkey))
        .join(&tpch.suppliers(), |((c, _), l), s| {
            l.l_suppkey.eq(s.s_suppkey) & c.c_nationkey.eq(s.s_nationkey)
        })
        .join(&tpch.nations(), |(_, s), n| s.s_nationkey.eq(n.n_nationkey))
        .join(&tpch.regions(), |(_, n), r| n.n_regionkey.eq(r.r_regionkey))
        .filter(|(((((_, o), _), _), _), r)| {
            r.r_name.eq("ASIA") & o.o_orderdate.ge(date(1994, 1, 1)) & o.o_orderdate.lt(date(1995, 1, 1))
        })
        .group_by(|((_, n), _)| n.n_name)
        .agg(|n_name, ((((_, l), _), _), _)| LocalSupplierVolumeCols { n_name, revenue: discounted(l).sum() })
        .order_by(|v| v.revenue.desc())
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct Revenue {
    revenue: Option<Decimal>,
}

pub(crate) fn forecasting_revenue_change(tpch: &Tpch) -> Dataset<Revenue> {
    tpch.lines()
        .filter(|l| {
            l.l_shipdate.ge(date(1994, 1, 1))
                & l.l_shipdate.lt(date(1995, 1, 1))
                & l.l_discount.between(decimal!(0.05), decimal!(0.07))
                & l.l_quantity.lt(24)
        })
        .agg(|l| RevenueCols { revenue: (l.l_extendedprice * l.l_discount).sum() })
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct VolumeShipping {
    supp_nation: String,
    cust_nation: String,
    l_year: i32,
    revenue: Option<Decimal>,
}

pub(crate) fn volume_shipping(tpch: &Tpch) -> Dataset<VolumeShipping> {
    tpch.suppliers()
        .join(&tpch.lines(), |s, l| s.s_suppkey.eq(l.l_suppkey))
        .join(&tpch.orders(), |(_, l), o| o.o_orderkey.eq(l.l_orderkey))
        .join(&tpch.customers(), |(_, o), c| c.c_custkey.eq(o.o_custkey))
        .join(&tpch.nations(), |(((s, _), _), _), n1| s.s_nationkey.eq(n1.n_nationkey))
        .join(&tpch.nations(), |((_, c), _), n2| c.c_nationkey.eq(n2.n_nationkey))
        .filter(|(((((_, l), _), _), n1), n2)| {
            (n1.n_name.eq("FRANCE") & n2.n_name.eq("GERMANY")
                | n1.n_name.eq("GERMANY") & n2.n_name.eq("FRANCE"))
                & l.l_shipdate.between(date(1995, 1, 1), date(1996, 12, 31))
        })
        .group_by(|(((((_, l), _), _), n1), n2)| (n1.n_name, n2.n_name, l.l_shipdate.year()))
        .agg(|(supp_nation, cust_nation, l_year), (((((_, l), _), _), _), _)| VolumeShippingCols {
            supp_nation,
            cust_nation,
            l_year,
            revenue: discounted(l).sum(),
        })
        .order_by(|v| (v.supp_nation, v.cust_nation, v.l_year))
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct MarketShare {
    o_year: i32,
    mkt_share: Option<Decimal>,
}

pub(crate) fn national_market_share(tpch: &Tpch) -> Dataset<MarketShare> {
    tpch.parts()
        .join(&tpch.lines(), |p, l| p.p_partkey.eq(l.l_partkey))
        .join(&tpch.suppliers(), |(_, l), s| s.s_suppkey.eq(l.l_suppkey))
        .join(&tpch.orders(), |((_, l), _), o| l.l_orderkey.eq(o.o_orderkey))
        .join(&tpch.customers(), |(_, o), c| o.o_custkey.eq(c.c_custkey))
        .join(&tpch.nations(), |(_, c), n1| c.c_nationkey.eq(n1.n_nationkey))
        .join(&tpch.regions(), |(_, n1), r| n1.n_regionkey.eq(r.r_regionkey))
        .join(&tpch.nations(), |(((((_, s), _), _), _), _), n2| s.s_nationkey.eq(n2.n_nationkey))
        .filter(|(((((((p, _), _), o), _), _), r), _)| {
            r.r_name.eq("AMERICA")
                & o.o_orderdate.between(date(1995, 1, 1), date(1996, 12, 31))
                & p.p_type.eq("ECONOMY ANODIZED STEEL")
        })
        .group_by(|((((((_, _), o), _), _), _), _)| o.o_orderdate.year())
        .agg(|o_year, (((((((_, l), _), _), _), _), _), n2)| MarketShareCols {
            o_year,
            mkt_share: when(n2.n_name.eq("BRAZIL"), discounted(l)).otherwise(0).sum() / discounted(l).sum(),
        })
        .order_by(|m| m.o_year)
}
