//! The eight tables of the TPC-H benchmark: their rows, and data for them.

use std::{error::Error, fs::File, path::Path, sync::LazyLock};

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::ArrowError;
use jiff::civil::Date;
use parquet::arrow::ArrowWriter;
use spark_connect_core::prelude::*;
use tpchgen::{
    distribution::Distributions,
    generators::{
        CustomerGenerator, LineItemGenerator, NationGenerator, OrderGenerator, PartGenerator,
        PartSuppGenerator, RegionGenerator, SupplierGenerator,
    },
    text::TextPool,
};
use tpchgen_arrow::{
    CustomerArrow, LineItemArrow, NationArrow, OrderArrow, PartArrow, PartSuppArrow, RegionArrow,
    SupplierArrow,
};

/// A region of the world: 5 rows.
#[derive(Debug, Clone, PartialEq, SparkRow)]
pub struct Region {
    /// Primary key.
    pub r_regionkey: i64,
    /// Name in capitals, such as `EUROPE`.
    pub r_name: String,
}

/// A nation: 25 rows.
#[derive(Debug, Clone, PartialEq, SparkRow)]
pub struct Nation {
    /// Primary key.
    pub n_nationkey: i64,
    /// Name in capitals, such as `GERMANY`.
    pub n_name: String,
    /// Its [`Region`].
    pub n_regionkey: i64,
}

/// A supplier: 10,000 rows at scale 1.
#[derive(Debug, Clone, PartialEq, SparkRow)]
pub struct Supplier {
    /// Primary key.
    pub s_suppkey: i64,
    /// Name.
    pub s_name: String,
    /// Street.
    pub s_address: String,
    /// Its [`Nation`].
    pub s_nationkey: i64,
    /// Telephone number.
    pub s_phone: String,
    /// Balance of the account.
    #[spark(decimal(15, 2))]
    pub s_acctbal: Decimal,
    /// Free text.
    pub s_comment: String,
}

/// Something to sell: 200,000 rows at scale 1.
#[derive(Debug, Clone, PartialEq, SparkRow)]
pub struct Part {
    /// Primary key.
    pub p_partkey: i64,
    /// Five colours.
    pub p_name: String,
    /// Manufacturer, one of five.
    pub p_mfgr: String,
    /// Brand, such as `Brand#13`.
    pub p_brand: String,
    /// Type, such as `STANDARD ANODIZED TIN`.
    pub p_type: String,
    /// Size, 1 to 50.
    pub p_size: i32,
    /// Container, such as `SM CASE`.
    pub p_container: String,
    /// Price that is recommended.
    #[spark(decimal(15, 2))]
    pub p_retailprice: Decimal,
}

/// What a supplier asks for a part: 800,000 rows at scale 1.
#[derive(Debug, Clone, PartialEq, SparkRow)]
pub struct PartSupp {
    /// The [`Part`].
    pub ps_partkey: i64,
    /// The [`Supplier`].
    pub ps_suppkey: i64,
    /// How many there are.
    pub ps_availqty: i32,
    /// What one costs.
    #[spark(decimal(15, 2))]
    pub ps_supplycost: Decimal,
}

/// A customer: 150,000 rows at scale 1.
#[derive(Debug, Clone, PartialEq, SparkRow)]
pub struct Customer {
    /// Primary key.
    pub c_custkey: i64,
    /// Name.
    pub c_name: String,
    /// Street.
    pub c_address: String,
    /// Its [`Nation`].
    pub c_nationkey: i64,
    /// Telephone number.
    pub c_phone: String,
    /// Balance of the account.
    #[spark(decimal(15, 2))]
    pub c_acctbal: Decimal,
    /// Market segment, such as `BUILDING`.
    pub c_mktsegment: String,
    /// Free text.
    pub c_comment: String,
}

/// An order: 1,500,000 rows at scale 1.
#[derive(Debug, Clone, PartialEq, SparkRow)]
pub struct Order {
    /// Primary key.
    pub o_orderkey: i64,
    /// Its [`Customer`].
    pub o_custkey: i64,
    /// `O` (open), `F` (finished) or `P` (partly).
    pub o_orderstatus: String,
    /// Total price.
    #[spark(decimal(15, 2))]
    pub o_totalprice: Decimal,
    /// Day of the order.
    pub o_orderdate: Date,
    /// Priority, such as `1-URGENT`.
    pub o_orderpriority: String,
    /// Always 0.
    pub o_shippriority: i32,
    /// Free text.
    pub o_comment: String,
}

/// A line of an order: about 6,000,000 rows at scale 1.
#[derive(Debug, Clone, PartialEq, SparkRow)]
pub struct LineItem {
    /// Its [`Order`].
    pub l_orderkey: i64,
    /// Its [`Part`].
    pub l_partkey: i64,
    /// Its [`Supplier`].
    pub l_suppkey: i64,
    /// Number within the order, from 1.
    pub l_linenumber: i32,
    /// How many.
    #[spark(decimal(15, 2))]
    pub l_quantity: Decimal,
    /// Price of the line without discount and tax.
    #[spark(decimal(15, 2))]
    pub l_extendedprice: Decimal,
    /// Part of the price, 0 to 0.1.
    #[spark(decimal(15, 2))]
    pub l_discount: Decimal,
    /// Part of the price, 0 to 0.08.
    #[spark(decimal(15, 2))]
    pub l_tax: Decimal,
    /// `R` (returned), `A` or `N`.
    pub l_returnflag: String,
    /// `O` (open) or `F` (finished).
    pub l_linestatus: String,
    /// Day of the shipment.
    pub l_shipdate: Date,
    /// Day for which it was promised.
    pub l_commitdate: Date,
    /// Day on which it arrived.
    pub l_receiptdate: Date,
    /// What to do with it, such as `DELIVER IN PERSON`.
    pub l_shipinstruct: String,
    /// How it is shipped, such as `AIR`.
    pub l_shipmode: String,
}

/// The benchmark draws its free texts from 300 MiB of prose; for data of this size a part of it does.
static TEXTS: LazyLock<TextPool> = LazyLock::new(|| TextPool::new(8 << 20, Distributions::static_default()));

/// Writes the tables as Parquet files, `region.parquet` and so on, into `folder`. At scale 0.01 they have 11 MB.
///
/// # Errors
/// A file cannot be written.
pub fn generate(folder: &Path, scale: f64) -> Result<(), Box<dyn Error>> {
    let (words, texts) = (Distributions::static_default(), &*TEXTS);
    let regions = RegionGenerator::new_with_distributions_and_text_pool(words, texts);
    write(folder, "region", RegionArrow::new(regions))?;
    let nations = NationGenerator::new_with_distributions_and_text_pool(words, texts);
    write(folder, "nation", NationArrow::new(nations))?;
    let suppliers = SupplierGenerator::new_with_distributions_and_text_pool(scale, 1, 1, words, texts);
    write(folder, "supplier", SupplierArrow::new(suppliers))?;
    let parts = PartGenerator::new_with_distributions_and_text_pool(scale, 1, 1, words, texts);
    write(folder, "part", PartArrow::new(parts))?;
    let offers = PartSuppGenerator::new_with_text_pool(scale, 1, 1, texts);
    write(folder, "partsupp", PartSuppArrow::new(offers))?;
    let customers = CustomerGenerator::new_with_distributions_and_text_pool(scale, 1, 1, words, texts);
    write(folder, "customer", CustomerArrow::new(customers))?;
    let orders = OrderGenerator::new_with_distributions_and_text_pool(scale, 1, 1, words, texts);
    write(folder, "orders", OrderArrow::new(orders))?;
    let lines = LineItemGenerator::new_with_distributions_and_text_pool(scale, 1, 1, words, texts);
    write(folder, "lineitem", LineItemArrow::new(lines))
}

fn write<R>(folder: &Path, table: &str, batches: R) -> Result<(), Box<dyn Error>>
where
    R: RecordBatchReader + Iterator<Item = Result<RecordBatch, ArrowError>>,
{
    let file = File::create(folder.join(format!("{table}.parquet")))?;
    let mut writer = ArrowWriter::try_new(file, batches.schema(), None)?;
    for batch in batches {
        writer.write(&batch?)?;
    }
    writer.close()?;
    Ok(())
}
