//! Queries 16 to 22.

use jiff::civil::{Date, date};
use spark_connect_core::prelude::*;

use crate::{Tpch, discounted};

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct PartSuppliers {
    p_brand: String,
    p_type: String,
    p_size: i32,
    supplier_cnt: i64,
}

pub(crate) fn parts_supplier_relationship(tpch: &Tpch) -> Dataset<PartSuppliers> {
    let complained_of =
        tpch.suppliers().filter(|s| s.s_comment.like("%Customer%Complaints%")).select(|s| s.s_suppkey);
    tpch.offers()
        .join(&tpch.parts(), |ps, p| p.p_partkey.eq(ps.ps_partkey))
        .filter(|(ps, p)| {
            p.p_brand.ne("Brand#45")
                & !p.p_type.like("MEDIUM POLISHED%")
                & p.p_size.is_in([49, 14, 23, 45, 19, 3, 36, 9])
                & !ps.ps_suppkey.in_query(&complained_of)
        })
        .group_by(|(_, p)| (p.p_brand, p.p_type, p.p_size))
        .agg(|(p_brand, p_type, p_size), (ps, _)| PartSuppliersCols {
            p_brand,
            p_type,
            p_size,
            supplier_cnt: ps.ps_suppkey.count_distinct(),
        })
        .order_by(|p| (p.supplier_cnt.desc(), p.p_brand, p.p_type, p.p_size))
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct YearlyLoss {
    avg_yearly: Option<Decimal>,
}

pub(crate) fn small_quantity_order_revenue(tpch: &Tpch) -> Dataset<YearlyLoss> {
    tpch.lines()
        .join(&tpch.parts(), |l, p| p.p_partkey.eq(l.l_partkey))
        .filter(|(l, p)| {
            p.p_brand.eq("Brand#23")
                & p.p_container.eq("MED BOX")
                & l.l_quantity.lt(tpch
                    .lines()
                    .filter(|l| l.l_partkey.eq(outer(p.p_partkey)))
                    .scalar(|l| l.l_quantity.avg() * decimal!(0.2)))
        })
        .agg(|(l, _)| YearlyLossCols { avg_yearly: l.l_extendedprice.sum() / decimal!(7.0) })
}

#[derive(Debug, PartialEq, SparkRow)]
struct OrderQuantity {
    l_orderkey: i64,
    quantity: Option<Decimal>,
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct LargeOrder {
    c_name: String,
    c_custkey: i64,
    o_orderkey: i64,
    o_orderdate: Date,
    o_totalprice: Decimal,
    quantity: Option<Decimal>,
}

pub(crate) fn large_volume_customer(tpch: &Tpch) -> Dataset<LargeOrder> {
    let large = tpch
        .lines()
        .group_by(|l| l.l_orderkey)
        .agg(|l_orderkey, l| OrderQuantityCols { l_orderkey, quantity: l.l_quantity.sum() })
        .filter(|o| o.quantity.gt(250))
        .select(|o| o.l_orderkey);
    tpch.customers()
        .join(&tpch.orders(), |c, o| c.c_custkey.eq(o.o_custkey))
        .join(&tpch.lines(), |(_, o), l| o.o_orderkey.eq(l.l_orderkey))
        .filter(|((_, o), _)| o.o_orderkey.in_query(&large))
        .group_by(|((c, o), _)| (c.c_name, c.c_custkey, o.o_orderkey, o.o_orderdate, o.o_totalprice))
        .agg(|(c_name, c_custkey, o_orderkey, o_orderdate, o_totalprice), (_, l)| {
            let quantity = l.l_quantity.sum();
            LargeOrderCols { c_name, c_custkey, o_orderkey, o_orderdate, o_totalprice, quantity }
        })
        .order_by(|o| (o.o_totalprice.desc(), o.o_orderdate))
        .limit(100)
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct Revenue {
    revenue: Option<Decimal>,
}

pub(crate) fn discounted_revenue(tpch: &Tpch) -> Dataset<Revenue> {
    tpch.lines()
        .join(&tpch.parts(), |l, p| p.p_partkey.eq(l.l_partkey))
        .filter(|(l, p)| {
            let sold = |brand: &str, containers: [&str; 4], quantity: i32, size: i32| {
                p.p_brand.eq(brand)
                    & p.p_container.is_in(containers)
                    & l.l_quantity.between(quantity, quantity + 10)
                    & p.p_size.between(1, size)
            };
            l.l_shipmode.is_in(["AIR", "AIR REG"])
                & l.l_shipinstruct.eq("DELIVER IN PERSON")
                & (sold("Brand#12", ["SM CASE", "SM BOX", "SM PACK", "SM PKG"], 1, 5)
                    | sold("Brand#23", ["MED BAG", "MED BOX", "MED PKG", "MED PACK"], 10, 10)
                    | sold("Brand#34", ["LG CASE", "LG BOX", "LG PACK", "LG PKG"], 20, 15))
        })
        .agg(|(l, _)| RevenueCols { revenue: discounted(l).sum() })
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct SupplierAddress {
    s_name: String,
    s_address: String,
}

pub(crate) fn potential_part_promotion(tpch: &Tpch) -> Dataset<SupplierAddress> {
    let forest = tpch.parts().filter(|p| p.p_name.starts_with("forest")).select(|p| p.p_partkey);
    let well_stocked = tpch
        .offers()
        .filter(|ps| {
            let sold = tpch.lines().filter(|l| {
                l.l_partkey.eq(outer(ps.ps_partkey))
                    & l.l_suppkey.eq(outer(ps.ps_suppkey))
                    & l.l_shipdate.ge(date(1994, 1, 1))
                    & l.l_shipdate.lt(date(1995, 1, 1))
            });
            ps.ps_partkey.in_query(&forest)
                & ps.ps_availqty.cast_decimal(10, 0).gt(sold.scalar(|l| l.l_quantity.sum() * decimal!(0.5)))
        })
        .select(|ps| ps.ps_suppkey);
    tpch.suppliers()
        .join(&tpch.nations(), |s, n| s.s_nationkey.eq(n.n_nationkey))
        .filter(|(s, n)| s.s_suppkey.in_query(&well_stocked) & n.n_name.eq("CANADA"))
        .select(|(s, _)| SupplierAddressCols { s_name: s.s_name, s_address: s.s_address })
        .order_by(|s| s.s_name)
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct Waiting {
    s_name: String,
    numwait: i64,
}

pub(crate) fn suppliers_who_kept_orders_waiting(tpch: &Tpch) -> Dataset<Waiting> {
    tpch.suppliers()
        .join(&tpch.lines(), |s, l1| s.s_suppkey.eq(l1.l_suppkey))
        .join(&tpch.orders(), |(_, l1), o| o.o_orderkey.eq(l1.l_orderkey))
        .join(&tpch.nations(), |((s, _), _), n| s.s_nationkey.eq(n.n_nationkey))
        .filter(|(((_, l1), o), n)| {
            let others = tpch.lines();
            o.o_orderstatus.eq("F")
                & l1.l_receiptdate.gt(l1.l_commitdate)
                & others.exists(|l2| {
                    l2.l_orderkey.eq(outer(l1.l_orderkey)) & l2.l_suppkey.ne(outer(l1.l_suppkey))
                })
                & !others.exists(|l3| {
                    l3.l_orderkey.eq(outer(l1.l_orderkey))
                        & l3.l_suppkey.ne(outer(l1.l_suppkey))
                        & l3.l_receiptdate.gt(l3.l_commitdate)
                })
                & n.n_name.eq("SAUDI ARABIA")
        })
        .group_by(|(((s, _), _), _)| s.s_name)
        .agg(|s_name, _| WaitingCols { s_name, numwait: count() })
        .order_by(|w| (w.numwait.desc(), w.s_name))
        .limit(100)
}

#[derive(Debug, PartialEq, SparkRow)]
pub(crate) struct Opportunity {
    cntrycode: String,
    numcust: i64,
    totacctbal: Option<Decimal>,
}

pub(crate) fn global_sales_opportunity(tpch: &Tpch) -> Dataset<Opportunity> {
    let codes = ["13", "31", "23", "29", "30", "18", "17"];
    let in_credit = tpch.customers().filter(|c| c.c_acctbal.gt(0) & c.c_phone.substr(1, 2).is_in(codes));
    tpch.customers()
        .filter(|c| {
            c.c_phone.substr(1, 2).is_in(codes)
                & c.c_acctbal.gt(in_credit.scalar(|c| c.c_acctbal.avg()))
                & !tpch.orders().exists(|o| o.o_custkey.eq(outer(c.c_custkey)))
        })
        .group_by(|c| c.c_phone.substr(1, 2))
        .agg(|cntrycode, c| OpportunityCols { cntrycode, numcust: count(), totacctbal: c.c_acctbal.sum() })
        .order_by(|o| o.cntrycode)
}
