//! Arrays, maps and functions of functions.

use spark_connect_core::dataset::{functions::*, lit};

use crate::rows::InnerCols;

/// What Spark's analyzer says of the elements.
const ELEMENTS: &str = "Spark calls the elements nullable whatever goes in, but NULL only comes of NULL";

/// What the test itself does.
const SAID: &str = "a value that is never NULL is called nullable here, as the other one may be";

cases! {
    "array_size(x.ints)" => |x| x.ints.array_size();
    "get(x.ints, y.i32)" => |x, y| x.ints.get(y.i32);
    "array_contains(x.ints, y.i32)" => |x, y| x.ints.contains(y.i32);
    "array_contains(x.opts, 7)" => |x| x.opts.contains(7);
    "array_position(x.ints, y.i32)" => |x, y| x.ints.array_position(y.i32);
    "array_distinct(x.opts)" => |x| x.opts.array_distinct();
    "array_max(x.ints)" => |x| x.ints.array_max();
    "array_min(x.opts)" => |x| x.opts.array_min();
    "array_sort(x.opts)" => |x| x.opts.array_sort();
    "sort_array(x.opts)" => |x| x.opts.sort_array();
    "sort_array(x.opts, false)" => |x| x.opts.sort_array_descending();
    "array_remove(x.ints, y.i32)" => |x, y| x.ints.array_remove(y.i32);
    "array_append(x.ints, y.i32)" => |x, y| x.ints.array_append(y.i32), ELEMENTS;
    "array_append(x.opts, y.i32)" => |x, y| x.opts.array_append(y.i32);
    "array_prepend(x.ints, y.i32)" => |x, y| x.ints.array_prepend(y.i32), ELEMENTS;
    "array_insert(x.ints, 2, y.i32)" => |x, y| x.ints.array_insert(2, y.i32);
    "array_insert(x.ints, y.i32, 5)" => |x, y| x.ints.array_insert(y.i32, 5);
    "array_compact(x.opts)" => |x| x.opts.array_compact();
    "array_repeat(x.s, y.i32)" => |x, y| x.s.array_repeat(y.i32);
    random "shuffle(x.ints)" => |x| x.ints.shuffle();
    "shuffle(x.ints, 3L)" => |x| x.ints.shuffle_with_seed(3);
    "array_join(x.strs, ',')" => |x| x.strs.array_join(",");
    "array_join(x.strs, y.t, '?')" => |x, y| x.strs.array_join_with_null_replacement(y.t, "?");
    "array_union(x.ints, y.ints)" => |x, y| x.ints.array_union(y.ints);
    "array_intersect(x.opts, y.opts)" => |x, y| x.opts.array_intersect(y.opts);
    "array_except(x.ints, y.ints)" => |x, y| x.ints.array_except(y.ints);
    "arrays_overlap(x.ints, y.ints)" => |x, y| x.ints.arrays_overlap(y.ints);
    "arrays_overlap(x.opts, y.opts)" => |x, y| x.opts.arrays_overlap(y.opts);
    "flatten(x.nested)" => |x| x.nested.flatten();
    "slice(x.ints, 1, y.i32)" => |x, y| x.ints.slice(1, y.i32);
    "sequence(x.i32, y.i32)" => |x, y| x.i32.sequence(y.i32);
    "sequence(x.i64, 9L, 2L)" => |x| x.i64.sequence_with_step(9, 2);
    "sequence(x.day, DATE '2024-05-01', make_interval(0, 1, 0, 0, 0, 0, 0))"
        => |x| x.day.sequence_with_step(jiff::civil::date(2024, 5, 1), make_interval(lit(0), 1, 0, 0, 0, 0, 0));
    "reverse(x.ints)" => |x| x.ints.reverse();
    "concat(x.ints, y.ints)" => |x, y| x.ints.concat(y.ints);
    "array(x.i32, y.i32)" => |x, y| array([x.i32.nullable(), y.i32.nullable()]), SAID;
    "array(x.i32, x.i32)" => |x| array([x.i32, x.i32]);
    "array(1, 2)" => |_| array([1, 2]);
    "filter(array(0), e -> e > 0)" => |_| array::<_, i32>([]);
    "array(x.inner)" => |x| array([x.inner]);

    "element_at(x.ints, 1)" => |x| x.ints.element_at(1);
    "try_element_at(x.ints, y.i32)" => |x, y| x.ints.try_element_at(y.i32);
    "element_at(x.map, y.t)" => |x, y| x.map.element_at(y.t);
    "try_element_at(x.map, 'a')" => |x| x.map.try_element_at("a");
    "size(x.map)" => |x| x.map.size();
    "map_keys(x.map)" => |x| x.map.map_keys(), ELEMENTS;
    "map_values(x.map)" => |x| x.map.map_values(), ELEMENTS;
    "transform(map_entries(x.map), e -> named_struct('_1', e.key, '_2', e.value))" => |x| x.map.map_entries();
    "map_contains_key(x.map, y.t)" => |x, y| x.map.map_contains_key(y.t), "Spark looks in an array of the keys, whose elements it calls nullable";
    "map_concat(x.map, map('z', 1))" => |x| x.map.map_concat(map([("z", 1)]).btree_map());
    "str_to_map(x.csv, ',', ':')" => |x| x.csv.str_to_map(",", ":");
    "map_from_arrays(x.strs, array(1, 2))" => |x| x.strs.map_from_arrays(array([1, 2]));
    "map_from_entries(transform(x.strs, (e, i) -> struct(e, i)))"
        => |x| x.strs.transform_with_index(|e, i| (e, i)).map_from_entries();
    "map('a', x.i32, 'b', y.i32)" => |x, y| map([("a", x.i32.nullable()), ("b", y.i32.nullable())]), SAID;

    "transform(x.ints, e -> e + 1)" => |x| x.ints.transform(|e| e + 1);
    "transform(x.inners, e -> e.b)" => |x| x.inners.transform(|e| e.b);
    "transform(x.ints, e -> named_struct('a', e, 'b', 'c'))"
        => |x| x.ints.transform(|e| InnerCols { a: e, b: lit("c").nullable() }), SAID;
    "transform(x.nested, e -> transform(e, f -> f + element_at(e, 1)))"
        => |x| x.nested.transform(|e| e.transform(|f| f + e.element_at(1)));
    "transform(x.ints, (e, i) -> e * i)" => |x| x.ints.transform_with_index(|e, i| e * i);
    "filter(x.ints, e -> e > y.i32)" => |x, y| x.ints.retain(|e| e.gt(y.i32));
    "filter(x.ints, (e, i) -> i > 0)" => |x| x.ints.retain_with_index(|_, i| i.gt(0));
    "exists(x.ints, e -> e > y.i32)" => |x, y| x.ints.any(|e| e.gt(y.i32));
    "exists(x.opts, e -> e > 2)" => |x| x.opts.any(|e| e.gt(2));
    "forall(x.ints, e -> e > y.i32)" => |x, y| x.ints.all(|e| e.gt(y.i32));
    "aggregate(x.ints, 0, (s, e) -> s + e)" => |x| x.ints.fold(0, |s, e| s + e),
        "Spark cannot tell whether the state becomes NULL, which the types here say";
    "aggregate(x.opts, y.i32, (s, e) -> s + e)" => |x, y| x.opts.fold(y.i32.nullable(), |s, e| s + e);
    "zip_with(x.ints, y.strs, (e, f) -> concat(cast(e AS string), f))"
        => |x, y| x.ints.zip_with(y.strs, |e, f| e.cast::<String>().concat(f));
    "array_sort(x.ints, (e, f) -> f - e)" => |x| x.ints.sort_by(|e, f| f - e);
    "map_filter(x.map, (k, v) -> v > y.i32)" => |x, y| x.map.map_filter(|_, v| v.gt(y.i32));
    "transform_keys(x.map, (k, v) -> upper(k))" => |x| x.map.transform_keys(|k, _| k.upper());
    "transform_values(x.map, (k, v) -> v + y.i32)" => |x, y| x.map.transform_values(|_, v| v + y.i32);
    "map_zip_with(x.map, y.map, (k, v, w) -> v + w)" => |x, y| x.map.map_zip_with(y.map, |_, v, w| v + w);

    // Other names of the same.
    "cardinality(x.map)" => |x| x.map.size();
    "reduce(x.opts, y.i32, (s, e) -> s + e)" => |x, y| x.opts.fold(y.i32.nullable(), |s, e| s + e);
}
