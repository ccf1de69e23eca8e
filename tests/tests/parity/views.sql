create or replace temporary view base as
select
  id, a, b, x, y, flag, s, t, json, csv, xml, url,
  cast(d as date) as d, cast(e as date) as e,
  cast(ts as timestamp) as ts, cast(us as timestamp) as us, cast(ntz as timestamp_ntz) as ntz,
  cast(tm as time(6)) as tm,
  cast(bin as binary) as bin, cast(dec as decimal(10, 2)) as dec,
  xs, ys, words, cast(f1 as array<float>) as f1, cast(f2 as array<float>) as f2, m, st, array(st, st) as sts,
  parse_json(json) as v, make_ym_interval(1, a) as ym, make_dt_interval(a, 2, 3, 4.5) as dt
from values
  (1L, 1, 7, 0.5D, 2.0D, true, 'Spark SQL', 'a', '{"a":1,"b":[2,3]}', '1,abc', '<p><a>1</a></p>',
   'https://user@spark.apache.org:80/docs/index.html?q=1&r=a%20b#top', '2024-02-29', '2023-12-31', '2024-02-29 12:34:56.789', '2024-03-01 00:00:00',
   '2024-02-29 12:34:56.789', '12:34:56.789', 'Spark', 1.25, array(3, 1, 2), array(2, 5), array('b', 'a', 'b'),
   array(1, 2, 3), array(4, 5, 6), map('k', 1, 'l', 2), named_struct('n', 1, 'name', 'one')),
  (2L, 2, -3, 1.0D, 0.25D, false, 'a,b,c', 'SQL', '{"a":null}', '2,xyz', '<p><a>2</a></p>',
   'http://example.org/', '2020-01-01', '2021-06-15', '2020-01-01 00:00:00', '2021-06-15 23:59:59.999999',
   '2020-01-01 00:00:00', '23:59:59', 'SQL', -99.5, array(4, null), array(4), array('c'),
   array(0.5, 0.5, 1), array(1, 0, 0), map('k', 3), named_struct('n', 2, 'name', 'two')),
  (3L, null, null, null, null, null, null, null, null, null, null,
   null, null, null, null, null,
   null, null, null, null, null, null, null,
   null, null, null, null)
  as rows(id, a, b, x, y, flag, s, t, json, csv, xml, url, d, e, ts, us, ntz, tm, bin, dec, xs, ys, words, f1, f2, m, st);

create or replace temporary view other as
select * from values (1L, 1, 'one'), (4L, 7, 'seven') as rows(id, a, z);
