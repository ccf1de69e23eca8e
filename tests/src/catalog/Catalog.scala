package sparkconnect.tests

import java.sql.{Date, Timestamp}
import java.time.{Instant, LocalDate, LocalDateTime, ZoneOffset}
import java.time.temporal.ChronoUnit
import java.util

import scala.collection.mutable
import scala.jdk.CollectionConverters._
import scala.jdk.OptionConverters._

import org.apache.spark.sql.Row
import org.apache.spark.sql.catalyst.{CatalystTypeConverters, InternalRow}
import org.apache.spark.sql.catalyst.analysis.{NoSuchNamespaceException, NoSuchTableException, TableAlreadyExistsException}
import org.apache.spark.sql.connector.ExternalCommandRunner
import org.apache.spark.sql.connector.catalog._
import org.apache.spark.sql.connector.expressions.{Literal, NamedReference, Transform}
import org.apache.spark.sql.connector.read._
import org.apache.spark.sql.connector.write._
import org.apache.spark.sql.sources._
import org.apache.spark.sql.types._
import org.apache.spark.sql.util.CaseInsensitiveStringMap

/** A catalog of tables in memory, which each session has for itself: with partitions, properties, all ways of writing,
  * MERGE, and a log of changes. For tests: Spark itself brings no catalog of the second version. */
class MemoryCatalog extends TableCatalog with SupportsNamespaces {
  private val tables = mutable.LinkedHashMap.empty[Identifier, MemoryTable]
  private val namespaces = mutable.LinkedHashMap(
    Seq.empty[String] -> Map.empty[String, String], Seq("default") -> Map.empty[String, String])
  private var catalogName = ""

  override def initialize(name: String, options: CaseInsensitiveStringMap): Unit = catalogName = name
  override def name(): String = catalogName
  override def defaultNamespace(): Array[String] = Array("default")

  override def listTables(namespace: Array[String]): Array[Identifier] = {
    loadNamespaceMetadata(namespace)
    tables.keys.filter(_.namespace.sameElements(namespace)).toArray
  }
  override def loadTable(ident: Identifier): Table = table(ident)
  private def table(ident: Identifier) =
    tables.getOrElse(ident, throw new NoSuchTableException(ident))

  override def createTable(ident: Identifier, info: TableInfo): Table = {
    if (tables.contains(ident)) throw new TableAlreadyExistsException(ident)
    loadNamespaceMetadata(ident.namespace)
    val table = new MemoryTable(s"$catalogName.$ident", info.columns, info.partitions, info.properties.asScala.toMap)
    tables(ident) = table
    table
  }

  override def alterTable(ident: Identifier, changes: TableChange*): Table = {
    val old = table(ident)
    val altered = changes.foldLeft(old) { (table, change) => table.altered(change) }
    tables(ident) = altered
    altered
  }

  override def dropTable(ident: Identifier): Boolean = tables.remove(ident).isDefined
  override def renameTable(from: Identifier, to: Identifier): Unit = {
    if (tables.contains(to)) throw new TableAlreadyExistsException(to)
    val renamed = table(from)
    tables -= from
    tables(to) = renamed
  }

  override def loadChangelog(
      ident: Identifier, context: ChangelogContext, options: CaseInsensitiveStringMap): Changelog =
    new MemoryChangelog(table(ident), context.range)

  override def listNamespaces(): Array[Array[String]] = namespaces.keys.filter(_.nonEmpty).map(_.toArray).toArray
  override def listNamespaces(namespace: Array[String]): Array[Array[String]] = {
    if (namespace.isEmpty) return listNamespaces()
    loadNamespaceMetadata(namespace)
    Array.empty
  }
  override def loadNamespaceMetadata(namespace: Array[String]): util.Map[String, String] =
    namespaces.getOrElse(namespace.toSeq, throw new NoSuchNamespaceException(namespace)).asJava
  override def createNamespace(namespace: Array[String], metadata: util.Map[String, String]): Unit =
    namespaces(namespace.toSeq) = metadata.asScala.toMap
  override def alterNamespace(namespace: Array[String], changes: NamespaceChange*): Unit =
    throw new UnsupportedOperationException("namespaces of this catalog do not change")
  override def dropNamespace(namespace: Array[String], cascade: Boolean): Boolean = {
    tables.keys.filter(_.namespace.sameElements(namespace)).toSeq.foreach(tables.remove)
    namespaces.remove(namespace.toSeq).isDefined
  }
}

/** What one commit did to a row. */
case class Change(row: Row, kind: String, version: Long, at: Timestamp)

class MemoryTable(
    override val name: String,
    override val columns: Array[Column],
    override val partitioning: Array[Transform],
    kept: Map[String, String])
  extends Table with SupportsRead with SupportsWrite with SupportsRowLevelOperations {

  private var rows = Seq.empty[Row]
  private var log = Vector.empty[Change]
  private var commits = 0L

  override def properties(): util.Map[String, String] = kept.asJava
  override def capabilities(): util.Set[TableCapability] = util.Set.of(
    TableCapability.BATCH_READ, TableCapability.BATCH_WRITE, TableCapability.TRUNCATE,
    TableCapability.OVERWRITE_BY_FILTER, TableCapability.OVERWRITE_DYNAMIC,
    TableCapability.AUTOMATIC_SCHEMA_EVOLUTION)

  /** The same rows in a table that is changed; the log starts again. */
  def altered(change: TableChange): MemoryTable = change match {
    case set: TableChange.SetProperty =>
      succeeded(columns, kept + (set.property -> set.value), identity)
    case remove: TableChange.RemoveProperty => succeeded(columns, kept - remove.property, identity)
    case add: TableChange.AddColumn if add.fieldNames.length == 1 =>
      val column = Column.create(add.fieldNames.head, add.dataType, add.isNullable, add.comment, null)
      succeeded(columns :+ column, kept, row => Row.fromSeq(row.toSeq :+ null))
    case other => throw new UnsupportedOperationException(s"tables of this catalog cannot change so: $other")
  }
  private def succeeded(columns: Array[Column], kept: Map[String, String], change: Row => Row): MemoryTable = {
    val next = new MemoryTable(name, columns, partitioning, kept)
    next.rows = rows.map(change)
    next.commits = commits
    next
  }

  /** Puts these rows in the place of those that go. */
  def replace(goes: Row => Boolean, written: Seq[Row]): Unit = synchronized {
    val (removed, left) = rows.partition(goes)
    rows = left ++ written
    commits += 1
    // What was written again as it was is no change.
    val at = Timestamp.from(Instant.now())
    log ++= removed.diff(written).map(Change(_, Changelog.CHANGE_TYPE_DELETE, commits, at))
    log ++= written.diff(removed).map(Change(_, Changelog.CHANGE_TYPE_INSERT, commits, at))
  }

  def changed: Seq[Change] = log

  private val fields = StructType(columns.map(column => StructField(column.name, column.dataType, column.nullable)))

  /** The partition of a row: the values of the transforms. */
  def partition(row: Row): Seq[Any] = partitioning.toSeq.map { transform =>
    val references = transform.references.toSeq.map(reference => value(row, reference.fieldNames.mkString(".")))
    transform.name match {
      case "identity" => references.head
      case "years" => ago(references.head, ChronoUnit.YEARS)
      case "months" => ago(references.head, ChronoUnit.MONTHS)
      case "days" => ago(references.head, ChronoUnit.DAYS)
      case "hours" => ago(references.head, ChronoUnit.HOURS)
      case "bucket" =>
        val count = transform.arguments.collectFirst { case literal: Literal[_] => literal.value.toString.toInt }
        Math.floorMod(references.hashCode, count.get)
      case other => throw new UnsupportedOperationException(s"no such partition: $other")
    }
  }
  private def ago(value: Any, unit: ChronoUnit): Any = {
    val start = LocalDateTime.of(1970, 1, 1, 0, 0)
    val time = value match {
      case null => return null
      case date: Date => date.toLocalDate.atStartOfDay
      case date: LocalDate => date.atStartOfDay
      case at: Timestamp => LocalDateTime.ofInstant(at.toInstant, ZoneOffset.UTC)
      case at: Instant => LocalDateTime.ofInstant(at, ZoneOffset.UTC)
      case at: LocalDateTime => at
    }
    unit.between(start, time)
  }

  def value(row: Row, column: String): Any =
    column.split('.').foldLeft((row: Any, fields: DataType)) { case ((value, of), name) =>
      val fields = of.asInstanceOf[StructType]
      val inner = fields(fields.fieldNames.indexWhere(_.equalsIgnoreCase(name)))
      val index = fields.fieldIndex(inner.name)
      (if (value == null) null else value.asInstanceOf[Row].get(index), inner.dataType)
    }._1

  override def newScanBuilder(options: CaseInsensitiveStringMap): ScanBuilder =
    () => new RowScan(fields, rows.groupBy(partition).values.toSeq)

  override def newWriteBuilder(info: LogicalWriteInfo): WriteBuilder =
    new WriteBuilder with SupportsOverwrite with SupportsDynamicOverwrite {
      private var write: Seq[Row] => Unit = written => replace(_ => false, written)
      override def canOverwrite(filters: Array[Filter]): Boolean = filters.forall(Conditions.isKnown)
      override def overwrite(filters: Array[Filter]): WriteBuilder = {
        val goes = (row: Row) => filters.forall(Conditions.holds(_, value(row, _)).contains(true))
        write = written => replace(goes, written)
        this
      }
      override def overwriteDynamicPartitions(): WriteBuilder = {
        write = written => {
          val partitions = written.map(partition).toSet
          replace(row => partitions.contains(partition(row)), written)
        }
        this
      }
      override def build(): Write = new RowWrite(info.schema, write)
    }

  /** Rows are replaced all together, which is the simplest way of merging. */
  override def newRowLevelOperationBuilder(info: RowLevelOperationInfo): RowLevelOperationBuilder = () =>
    new RowLevelOperation {
      override def command(): RowLevelOperation.Command = info.command
      override def newScanBuilder(options: CaseInsensitiveStringMap): ScanBuilder =
        MemoryTable.this.newScanBuilder(options)
      override def newWriteBuilder(info: LogicalWriteInfo): WriteBuilder = new WriteBuilder {
        override def build(): Write = new RowWrite(info.schema, written => replace(_ => true, written))
      }
    }
}

/** SQL's conditions, as far as Spark hands them to a source: `None` where one is NULL. */
object Conditions {
  def isKnown(filter: Filter): Boolean = filter match {
    case And(left, right) => isKnown(left) && isKnown(right)
    case Or(left, right) => isKnown(left) && isKnown(right)
    case Not(inner) => isKnown(inner)
    case _: EqualTo | _: EqualNullSafe | _: LessThan | _: LessThanOrEqual | _: GreaterThan | _: GreaterThanOrEqual |
        _: In | _: IsNull | _: IsNotNull | _: StringStartsWith | _: AlwaysTrue | _: AlwaysFalse => true
    case _ => false
  }

  def holds(filter: Filter, value: String => Any): Option[Boolean] = filter match {
    case AlwaysTrue() => Some(true)
    case AlwaysFalse() => Some(false)
    case IsNull(column) => Some(value(column) == null)
    case IsNotNull(column) => Some(value(column) != null)
    case EqualNullSafe(column, other) => Some(value(column) == other)
    case EqualTo(column, other) => compared(value(column), other).map(_ == 0)
    case LessThan(column, other) => compared(value(column), other).map(_ < 0)
    case LessThanOrEqual(column, other) => compared(value(column), other).map(_ <= 0)
    case GreaterThan(column, other) => compared(value(column), other).map(_ > 0)
    case GreaterThanOrEqual(column, other) => compared(value(column), other).map(_ >= 0)
    case In(column, others) => Option(value(column)).map(found => others.exists(compared(found, _).contains(0)))
    case StringStartsWith(column, start) => Option(value(column)).map(_.toString.startsWith(start))
    case Not(inner) => holds(inner, value).map(!_)
    case And(left, right) => (holds(left, value), holds(right, value)) match {
      case (Some(false), _) | (_, Some(false)) => Some(false)
      case (Some(true), Some(true)) => Some(true)
      case _ => None
    }
    case Or(left, right) => (holds(left, value), holds(right, value)) match {
      case (Some(true), _) | (_, Some(true)) => Some(true)
      case (Some(false), Some(false)) => Some(false)
      case _ => None
    }
    case other => throw new UnsupportedOperationException(s"no such condition: $other")
  }

  private def compared(left: Any, right: Any): Option[Int] =
    for (left <- Option(left); right <- Option(right)) yield left.asInstanceOf[Comparable[Any]].compareTo(right)
}

/** The changes of a table, with the columns that Spark asks for. */
class MemoryChangelog(table: MemoryTable, range: ChangelogRange) extends Changelog {
  override def name(): String = s"${table.name} changes"
  override def columns(): Array[Column] = table.columns ++ Array(
    Column.create("_change_type", StringType, false), Column.create("_commit_version", LongType, false),
    Column.create("_commit_timestamp", TimestampType, false))
  override def containsCarryoverRows(): Boolean = false
  override def containsIntermediateChanges(): Boolean = false
  override def representsUpdateAsDeleteAndInsert(): Boolean = false
  override def newScanBuilder(options: CaseInsensitiveStringMap): ScanBuilder = () => {
    val rows = table.changed.filter(isAsked)
      .map(change => Row.fromSeq(change.row.toSeq ++ Seq(change.kind, change.version, change.at)))
    new RowScan(StructType(columns().map(column => StructField(column.name, column.dataType, column.nullable))), Seq(rows))
  }

  private def isAsked(change: Change): Boolean = range match {
    case versions: ChangelogRange.VersionRange =>
      within(change.version, versions.startingVersion.toLong, versions.endingVersion.toScala.map(_.toLong))
    case times: ChangelogRange.TimestampRange =>
      val micros = ChronoUnit.MICROS.between(Instant.EPOCH, change.at.toInstant)
      within(micros, times.startingTimestamp, times.endingTimestamp.toScala.map(_.longValue))
    case _ => true
  }
  private def within(value: Long, start: Long, end: Option[Long]): Boolean =
    (value > start || range.startingBoundInclusive && value == start) &&
      end.forall(end => value < end || range.endingBoundInclusive && value == end)
}

/** Reads rows, one group of them for each partition. */
class RowScan(schema: StructType, groups: Seq[Seq[Row]]) extends Scan with Batch {
  override def readSchema(): StructType = schema
  override def toBatch(): Batch = this
  override def planInputPartitions(): Array[InputPartition] = groups.map(RowPartition(_)).toArray
  override def createReaderFactory(): PartitionReaderFactory = new RowReaders(schema)
}

case class RowPartition(rows: Seq[Row]) extends InputPartition

class RowReaders(schema: StructType) extends PartitionReaderFactory {
  override def createReader(partition: InputPartition): PartitionReader[InternalRow] = {
    val convert = CatalystTypeConverters.createToCatalystConverter(schema)
    val rows = partition.asInstanceOf[RowPartition].rows.iterator
    new PartitionReader[InternalRow] {
      private var current: InternalRow = _
      override def next(): Boolean = {
        val more = rows.hasNext
        if (more) current = convert(rows.next()).asInstanceOf[InternalRow]
        more
      }
      override def get(): InternalRow = current
      override def close(): Unit = ()
    }
  }
}

/** Hands all written rows on when all are written. */
class RowWrite(schema: StructType, finish: Seq[Row] => Unit) extends Write with BatchWrite {
  override def toBatch(): BatchWrite = this
  override def createBatchWriterFactory(info: PhysicalWriteInfo): DataWriterFactory = new RowWriters(schema)
  override def commit(messages: Array[WriterCommitMessage]): Unit =
    finish(messages.toSeq.flatMap(_.asInstanceOf[Written].rows))
  override def abort(messages: Array[WriterCommitMessage]): Unit = ()
}

case class Written(rows: Seq[Row]) extends WriterCommitMessage

class RowWriters(schema: StructType) extends DataWriterFactory {
  override def createWriter(partition: Int, task: Long): DataWriter[InternalRow] = {
    val convert = CatalystTypeConverters.createToScalaConverter(schema)
    new DataWriter[InternalRow] {
      private val rows = mutable.ArrayBuffer.empty[Row]
      override def write(row: InternalRow): Unit = rows += convert(row).asInstanceOf[Row]
      override def commit(): WriterCommitMessage = Written(rows.toSeq)
      override def abort(): Unit = ()
      override def close(): Unit = ()
    }
  }
}

/** Answers a command with itself and its options. */
class EchoRunner extends ExternalCommandRunner {
  override def executeCommand(command: String, options: CaseInsensitiveStringMap): Array[String] = {
    if (command == "fail") throw new IllegalArgumentException("as told")
    val told = options.asCaseSensitiveMap.asScala.toSeq.sorted.map { case (key, value) => s"$key=$value" }
    (command +: told).toArray
  }
}
