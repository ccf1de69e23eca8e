//! The catalog's questions and orders, each of which is a relation.

use crate::{
    proto::{
        field::relation,
        spark::connect::{Catalog, catalog::CatType},
    },
    relation::Relation,
};

/// Asks the catalog, or tells it what to do; the answer is the relation's rows.
pub(crate) fn catalog(question: CatType) -> Relation {
    Relation::builder(relation::CATALOG).fields(&Catalog { cat_type: Some(question) }).build()
}
