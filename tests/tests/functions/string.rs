//! Strings.

cases! {
    "x.s" => |x| x.s;
    "upper(x.s)" => |x| x.s.upper();
    "lower(x.s)" => |x| x.s.lower();
    "trim(x.s)" => |x| x.s.trim();
    "ltrim(x.s)" => |x| x.s.ltrim();
    "rtrim(x.s)" => |x| x.s.rtrim();
    "initcap(x.s)" => |x| x.s.initcap();
    "reverse(x.s)" => |x| x.s.reverse();
    "length(x.s)" => |x| x.s.length();
    "startswith(x.s, y.t)" => |x, y| x.s.starts_with(y.t);
    "endswith(x.s, y.t)" => |x, y| x.s.ends_with(y.t);
    "contains(x.s, y.t)" => |x, y| x.s.contains(y.t);
    "like(x.s, y.t)" => |x, y| x.s.like(y.t);
    "ilike(x.s, y.t)" => |x, y| x.s.ilike(y.t);
    "rlike(x.s, y.t)" => |x, y| x.s.rlike(y.t);
    "substring(x.s, 2, y.i32)" => |x, y| x.s.substr(2, y.i32);
    "concat(x.s, y.t)" => |x, y| x.s.concat(y.t);
    "replace(x.s, y.t, 'U')" => |x, y| x.s.replace(y.t, "U");
    "replace(x.s, 'park', y.t)" => |x, y| x.s.replace("park", y.t);
}
