<?php

/** @generate-function-entries */

namespace Pilkada {
    /** Every failure of the library. An invalid report is not one. */
    interface Exception extends \Throwable {}

    /**
     * Something is wrong with what was given. `offset` counts bytes from 0, `inputLine` and `inputColumn`
     * (code points) from 1; they are the place in the text that was given, or null.
     */
    class InvalidArgumentException extends \InvalidArgumentException implements Exception
    {
        /** name of the status, such as PILKADA_E_SYNTAX */
        public string $status = '';
        public ?int $offset = null;
        public ?int $inputLine = null;
        public ?int $inputColumn = null;
        /** file, JSON Pointer or rule; '' if unknown */
        public string $where = '';
    }

    /** Out of memory, or a fault inside the library. */
    class RuntimeException extends \RuntimeException implements Exception
    {
        public string $status = '';
        public ?int $offset = null;
        public ?int $inputLine = null;
        public ?int $inputColumn = null;
        public string $where = '';
    }

    /** Not well-formed JSON, or a value that cannot be JSON. */
    class ParseException extends InvalidArgumentException {}
    /** Not UTF-8. */
    class EncodingException extends InvalidArgumentException {}
    /** Too large or too deep. */
    class LimitException extends InvalidArgumentException {}
    /** No such form, version, region or schedule in the rulebook. */
    class UnknownException extends InvalidArgumentException {}
    /** Not a date, or an instant without its offset. */
    class TimeException extends InvalidArgumentException {}
    /** A form, schedule, pack, region table or receipt that is not as it should be. */
    class DefinitionException extends InvalidArgumentException {}
    /** A rule's expression that does not compile. */
    class ExpressionException extends DefinitionException {}
    /** A keyword pattern that does not compile. */
    class PatternException extends DefinitionException {}

    /** How bad a finding is. */
    enum Severity: string
    {
        case Info = 'info';
        case Peringatan = 'peringatan';
        case Galat = 'galat';
    }

    /** What to do with a text. TidakTuntas: a limit cut the work; not clean, not flagged, not known. */
    enum Level: string
    {
        case Bersih = 'bersih';
        case Periksa = 'periksa';
        case Prioritas = 'prioritas';
        case TidakTuntas = 'tidak_tuntas';
    }

    /** State of one region on one date. */
    enum WindowState: string
    {
        case Lengkap = 'lengkap';
        case Kurang = 'kurang';
        case Terlambat = 'terlambat';
        case Belum = 'belum';
        case Berjalan = 'berjalan';
        case Dikecualikan = 'dikecualikan';
    }

    /** What may be done about a cell. */
    enum WindowPhase: string
    {
        case BelumBuka = 'belum_buka';
        case Kirim = 'kirim';
        case Susulan = 'susulan';
        case Perbaikan = 'perbaikan';
        case Terkunci = 'terkunci';
    }

    /** What became of an edition: it stands, was replaced, or was rejected. */
    enum EditionState: string
    {
        case Berlaku = 'berlaku';
        case Diganti = 'diganti';
        case Ditolak = 'ditolak';
    }

    /** One thing that is wrong with a report, or worth knowing. Made by Verdict::getFindings(). */
    final class Finding
    {
        public readonly string $code;
        public readonly Severity $severity;
        /** JSON Pointer into the report */
        public readonly string $path;
        /** @var array{id: string, en: string} */
        public readonly array $message;
        /** @var list<string> */
        public readonly array $basis;
        /** @var array<string, mixed> values that took part */
        public readonly array $operands;
        /** found minus expected */
        public readonly int|float|null $difference;
        public readonly ?string $flag;
        /** what a confirmation is kept under; null unless judged with $confirmed */
        public readonly ?string $fingerprint;
        /** a confirmation that was given still fits */
        public readonly bool $verified;
    }

    /** Characters of a hit that a view read as something else. Places are those of the whole text, as in a Hit. */
    final class Change
    {
        public readonly string $view;
        public readonly int $start;
        public readonly int $end;
        public readonly int $charStart;
        public readonly int $charEnd;
        /** what stands there */
        public readonly string $from;
        /** what it was read as; "" when it was dropped */
        public readonly string $to;
    }

    /** One place in a text: `start`, `end` for substr(), `charStart`, `charEnd` for mb_substr(). */
    final class Hit
    {
        public readonly string $rule;
        public readonly string $category;
        public readonly int $points;
        public readonly int $start;
        public readonly int $end;
        public readonly int $charStart;
        public readonly int $charEnd;
        public readonly string $text;
        /** @var list<string> */
        public readonly array $steps;
        /** why a suppressed hit does not count */
        public readonly ?string $reason;
        /** @var array{id: string, en: string}|null the category, with explain: true and from screenMany() */
        public readonly ?array $label;
        /** @var array{id: string, en: string}|null why the entry is on the list, as $label */
        public readonly ?array $why;
        /** the words of the list that matched, as $label; null for marks of style */
        public readonly ?string $form;
        /** @var list<Change> what the views changed, as $label */
        public readonly array $changes;
        /** changes beyond 256 */
        public readonly ?int $changesLeftOut;
        /** UTF-16 code units, as JavaScript counts; as $label */
        public readonly ?int $startU16;
        public readonly ?int $endU16;
    }

    /** One content of a report that was corrected or sent back. */
    final class Edition
    {
        /** number of the report within the cell */
        public readonly int $report;
        public readonly ?string $id;
        public readonly ?string $form;
        public readonly ?string $reporter;
        public readonly ?string $hash;
        /** when the content first came */
        public readonly string $received;
        public readonly string $lastReceived;
        /** how often it came again */
        public readonly int $copies;
        public readonly EditionState $state;
        /** place in time of the report, the same for all its editions; null: it does not count */
        public readonly ?string $countedAt;
        public readonly bool $nihil;
    }

    /** One region on one date. Made by Board::getCells(). Instants are RFC 3339 text. */
    final class Cell
    {
        public readonly string $schedule;
        public readonly string $region;
        public readonly string $date;
        public readonly int $required;
        public readonly int $received;
        public readonly int $onTime;
        public readonly int $early;
        public readonly int $late;
        public readonly int $duplicate;
        public readonly int $nihil;
        public readonly int $rejected;
        public readonly WindowState $state;
        /** @var array{id: string, en: string} */
        public readonly array $reason;
        public readonly WindowPhase $phase;
        public readonly ?string $opens;
        public readonly ?string $closes;
        /** when the first slot closes that is not filled and not over; else closes */
        public readonly ?string $due;
        /** until due */
        public readonly int $secondsLeft;
        public readonly int $locked;
        public readonly int $corrected;
        public readonly int $skewed;
        public readonly int $drafts;
        public readonly int $flood;
        /** @var list<Edition> of reports that were corrected or sent back */
        public readonly array $history;
    }

    /**
     * The verdict on one report. Made by Rulebook::judge(). == compares bytes.
     * @strict-properties
     * @not-serializable
     */
    final class Verdict implements \JsonSerializable, \Countable
    {
        public function getId(): ?string {}
        public function getForm(): string {}
        public function getVersion(): string {}
        /** SHA-256 of the rulebook */
        public function getRulebook(): string {}
        /** True when there is no finding of severity galat. */
        public function isValid(): bool {}
        public function maySubmit(): bool {}
        /** Number of findings. */
        public function count(): int {}
        /** @return list<Finding> the most severe first, then in the order of the form */
        public function getFindings(): array {}
        /** @return list<string> codes of rules that could not be judged */
        public function getNotJudged(): array {}
        /** Fields that the form computes and the report did not give, by name. */
        public function getComputed(): object {}
        /**
         * Of a draft: what each section of the form has and lacks; null otherwise.
         * @phpstan-return array{sections: list<array<string, mixed>>}|null
         */
        public function getDraft(): ?array {}
        /** The bytes that the library writes in every language. */
        public function toJson(): string {}
        public function toText(string $lang = "id"): string {}
        /**
         * What this verdict has and $before has not: usually the same report under another version of its form.
         * @phpstan-return array{from: array<string, mixed>, to: array<string, mixed>, findings: list<array<string, mixed>>, not_judged: array{added: list<string>, removed: list<string>}}
         */
        public function changesSince(Verdict $before): array {}
        /** The same for people. */
        public function changesTextSince(Verdict $before, string $lang = "id"): string {}
        /** The verdict as a SARIF 2.1.0 log; $uri and $line (from 1; 0: the whole file) say where the report stood. */
        public function toSarif(?string $uri = null, int $line = 0, string $lang = "id"): string {}
        /** The run of the log alone: sarifLog() makes one log of many. */
        public function toSarifRun(?string $uri = null, int $line = 0, string $lang = "id"): string {}
        /** @phpstan-param list<string> $runs what toSarifRun() returned */
        public static function sarifLog(array $runs): string {}
        public function jsonSerialize(): object {}
    }

    /**
     * One cell for each region and date. Made by Rulebook::board().
     * @strict-properties
     * @not-serializable
     */
    final class Board implements \JsonSerializable, \Countable
    {
        /** Number of cells. */
        public function count(): int {}
        /** True when every cell is lengkap or dikecualikan. */
        public function isComplete(): bool {}
        /** @return list<Cell> by date, then by region */
        public function getCells(): array {}
        /** Whom to call first; null when a call helps nobody. */
        public function getFirstToCall(): ?Cell {}
        public function getSummary(): array {}
        /** One line of JSON for each cell, then one for the summary; with $detail all that a Cell has. */
        public function toJson(bool $detail = false): string {}
        public function toText(string $lang = "id"): string {}
        public function jsonSerialize(): object {}
    }

    /**
     * The result for one text. Made by Rulebook::screen() and Screener::screen().
     * @strict-properties
     * @not-serializable
     */
    final class Screening implements \JsonSerializable, \Countable
    {
        public function getId(): ?string {}
        public function getLevel(): Level {}
        /** The points of the hits that count. */
        public function getScore(): int {}
        /** Number of hits that count. */
        public function count(): int {}
        /** @return list<Hit> hits that count, by place */
        public function getHits(): array {}
        /** @return list<Hit> hits that do not count, each with its reason */
        public function getSuppressed(): array {}
        /** The text as the widest view reads it, if it was asked for. */
        public function getNormal(): ?string {}
        /** @return list<string>|null names of the limits that cut the work, with explain: true */
        public function getLimits(): ?array {}
        /** Bytes of the text that are no UTF-8, with explain: true; each separates words. */
        public function getBadBytes(): ?int {}
        /** Places of hits that a stream does not show, with explain: true. */
        public function getLeftOut(): ?int {}
        /**
         * Entries that nearly matched and what was wanting, with near: true; start and end are bytes.
         * @return list<array{rule: string, category: string, reason: string, start: int, end: int, start_cp: int, end_cp: int, text: string, missing: ?string, gap: ?int, most: ?int}>|null
         */
        public function getNear(): ?array {}
        /** What a person decided, as it was given with the text. */
        public function getDisposisi(): ?string {}
        public function toJson(): string {}
        public function toText(string $lang = "id"): string {}
        public function jsonSerialize(): object {}
    }

    /**
     * A text in the making. Made by Screener::stream(). Pieces may be cut anywhere, inside a character or a word: the
     * answer is that of the whole text. It holds about 30 MiB.
     * @strict-properties
     * @not-serializable
     */
    final class ScreenStream
    {
        /** The next piece of the text. */
        public function feed(string $piece): void {}
        /** The text ends here; the next piece begins a new one. */
        public function finish(): Screening {}
    }

    /**
     * Compiled keyword rules of your own. Immutable.
     * @strict-properties
     * @not-serializable
     */
    final class Screener implements \Countable
    {
        /** @throws Exception */
        public function __construct(string|array $pack) {}
        /** Number of entries. */
        public function count(): int {}
        /** @return list<array{id: string, version: string, entries: int, hash: string}> the packs it was made of */
        public function getPacks(): array {}
        /**
         * Screen one text. It need not be UTF-8: bad bytes are stepped over. Places are bytes, and code points beside them.
         * @param string|null $id printed as the id of the result
         * @param bool $normal also keep the text as the widest view reads it
         * @param bool $mask hide NIK, telephone and account numbers in everything that comes out
         * @param bool $explain add labels, reasons, how each hit was read, and limits
         * @param \DateTimeInterface|string|null $at the day by which entries expire; without it none does
         * @param string|null $disposisi what a person decided on the text before; comes out again
         * @param bool $near also look for entries that nearly matched
         * @throws Exception
         */
        public function screen(string $text, ?string $id = null, bool $normal = false, bool $mask = false, bool $explain = false, \DateTimeInterface|string|null $at = null, ?string $disposisi = null, bool $near = false): Screening {}
        /**
         * Many texts in one call, each a string or null. Under the keys of $texts: levels, scores, and with $hits the hits
         * of those that have any.
         * @phpstan-param array<string|null> $texts
         * @phpstan-return array{levels: array<Level|null>, scores: array<int>, hits?: array<list<Hit>>, suppressed?: array<list<Hit>>}
         * @param \DateTimeInterface|string|null $at the day by which entries expire; without it none does
         * @throws Exception
         */
        public function screenMany(array $texts, bool $hits = false, bool $mask = false, \DateTimeInterface|string|null $at = null): array {}
        /**
         * A text that comes in pieces, of any size: feed() each, then finish(). Options are those of screen().
         * @throws Exception
         */
        public function stream(?string $id = null, bool $mask = false, bool $explain = false, \DateTimeInterface|string|null $at = null, ?string $disposisi = null): ScreenStream {}
    }

    /**
     * Forms, schedules, keyword packs, regions and stages under one SHA-256. Immutable.
     * @strict-properties
     * @not-serializable
     */
    final class Rulebook
    {
        /** The rulebook that came with the library; made once for each process. */
        public static function default(): Rulebook {}
        /**
         * A directory: its files over the built-in ones. A file: a bundle of `pilkada bundle`. An array: these
         * files and no others. Fully checked before it is there.
         * @phpstan-param string|array<string, string> $files path, or texts by file name, such as forms/a.json
         * @throws Exception
         */
        public static function load(string|array $files): Rulebook {}
        /** A rulebook from the text of a bundle: what toBundle() gave, or `pilkada bundle` wrote. */
        public static function fromBundle(string $text): Rulebook {}
        /** The whole rulebook as one JSON text with the same hash, wherever it came from. */
        public function toBundle(): string {}
        /** The same into a file that load() takes. Who loads it meanwhile meets the old bundle or the new one, never half. */
        public function writeBundle(string $path): void {}
        public function getHash(): string {}
        public function message(string $key, string $lang = "id"): ?string {}
        /** @return array<string, mixed>|null */
        public function region(string $code): ?array {}
        /** @return list<array<string, mixed>> */
        public function regions(): array {}
        /** @return list<string> */
        public function stages(\DateTimeInterface|string $date): array {}
        /** @return list<array{id: string, version: string, title: array{id: string, en: string}}> */
        public function forms(): array {}
        /** The definition of a form; the newest version if none is named. */
        public function form(string $id, ?string $version = null): ?array {}
        /** The shape of a report on a form as JSON Schema (draft 2020-12), for front ends. */
        public function schema(string $id, ?string $version = null): ?array {}
        /** What changed from one version of a form to another, by default the newest; null if there is none. */
        public function diff(string $id, string $version, ?string $toVersion = null): ?array {}
        /** The same for people. */
        public function diffText(string $id, string $version, ?string $toVersion = null, string $lang = "id"): ?string {}
        /** The form for people. */
        public function formText(string $id, ?string $version = null, string $lang = "id"): ?string {}
        /** @return list<string> */
        public function schedules(): array {}
        /** The windows of a span of report dates as iCalendar (RFC 5545); $now becomes DTSTAMP. */
        public function calendar(string $schedule, \DateTimeInterface|string $from, \DateTimeInterface|string $until, \DateTimeInterface|string $now, ?string $region = null, string $lang = "id"): string {}
        /** The window of a schedule at one instant. */
        public function window(string $schedule, \DateTimeInterface|string $at, ?string $region = null): array {}
        /**
         * The windows that are open at an instant or open after it, at most $count of them.
         * @return list<array<string, mixed>>
         */
        public function nextWindows(string $schedule, \DateTimeInterface|string $at, ?string $region = null, int $count = 1): array {}
        /**
         * Judge a report, given as JSON text or as an array. $confirmed is the JSON of confirmed findings; with it,
         * even with "[]", findings have a fingerprint.
         * @throws Exception
         */
        public function judge(string|array $report, ?string $form = null, ?string $version = null, string|array|null $context = null, bool $draft = false, ?string $confirmed = null): Verdict {}
        /**
         * What every rule said of a report, and why; $rule names one code. The library's JSON, decoded.
         * @throws Exception
         */
        public function explain(string|array $report, ?string $form = null, ?string $version = null, string|array|null $context = null, ?string $rule = null): array {}
        /** The same for people. */
        public function explainText(string|array $report, ?string $form = null, ?string $version = null, string|array|null $context = null, ?string $rule = null, string $lang = "id"): string {}
        /** SHA-256 of what a report says: a report sent twice unchanged has one. It is the hash of its receipt. */
        public static function contentHash(string|array $report): string {}
        /**
         * The answer to a report as an ESS validation report 1.0.0, a JSON array. $at: when it was judged; $actor: who judged.
         * @throws Exception
         */
        public function ess(string|array $report, \DateTimeInterface|string $at, ?string $form = null, ?string $version = null, string|array|null $context = null, ?string $actor = null, string $lang = "id"): string {}
        /**
         * Judge receipts (or whole reports), each an array or JSON text, over the report dates $from to $until.
         * @phpstan-param array<string|array<string, mixed>> $receipts
         * @phpstan-param list<string>|null $regions codes; null: all that owe a report
         * @throws Exception
         */
        public function board(array $receipts, \DateTimeInterface|string $from, \DateTimeInterface|string $until, \DateTimeInterface|string $now, ?string $schedule = null, ?array $regions = null): Board {}
        /**
         * The reports of the regions below $region (null: 33) put together: the library's JSON, decoded. $previous is what
         * an earlier call returned; $now leaves out what came later, $approved what is not approved. $judged: these passed when they came;
         * half the time.
         * @phpstan-param array<string|array<string, mixed>> $reports
         * @throws Exception
         */
        public function recap(string $form, \DateTimeInterface|string $date, array $reports, ?string $version = null, ?string $region = null, \DateTimeInterface|string|null $now = null, bool $approved = false, ?string $reporter = null, string|array|null $previous = null, bool $judged = false): array {}
        /**
         * The same as text, "csv", or "json" as the command prints it.
         * @phpstan-param array<string|array<string, mixed>> $reports
         * @throws Exception
         */
        public function recapText(string $form, \DateTimeInterface|string $date, array $reports, ?string $version = null, ?string $region = null, \DateTimeInterface|string|null $now = null, bool $approved = false, ?string $reporter = null, string|array|null $previous = null, ?string $format = null, string $lang = "id", bool $judged = false): string {}
        /**
         * A step of the approval chain: the state after it, a may_... flag for every button, or why it is not allowed.
         * $tier is that of the report, $role and $by (null: the same tier) say who acts; without $action it only asks.
         * @throws Exception
         */
        public function chainStep(string $tier, string $role, ?string $state = null, ?string $by = null, ?string $action = null): array {}
        /**
         * Screen one text. It need not be UTF-8: bad bytes are stepped over. Places are bytes, and code points beside them.
         * @param string|null $id printed as the id of the result
         * @param bool $normal also keep the text as the widest view reads it
         * @param bool $mask hide NIK, telephone and account numbers in everything that comes out
         * @param bool $explain add labels, reasons, how each hit was read, and limits
         * @param \DateTimeInterface|string|null $at the day by which entries expire; without it none does
         * @param string|null $disposisi what a person decided on the text before; comes out again
         * @param bool $near also look for entries that nearly matched
         * @throws Exception
         */
        public function screen(string $text, ?string $id = null, bool $normal = false, bool $mask = false, bool $explain = false, \DateTimeInterface|string|null $at = null, ?string $disposisi = null, bool $near = false): Screening {}
        /**
         * Many texts in one call, each a string or null. Under the keys of $texts: levels, scores, and with $hits the hits
         * of those that have any.
         * @phpstan-param array<string|null> $texts
         * @phpstan-return array{levels: array<Level|null>, scores: array<int>, hits?: array<list<Hit>>, suppressed?: array<list<Hit>>}
         * @param \DateTimeInterface|string|null $at the day by which entries expire; without it none does
         * @throws Exception
         */
        public function screenMany(array $texts, bool $hits = false, bool $mask = false, \DateTimeInterface|string|null $at = null): array {}
        /**
         * A screener of the rulebook's packs and these, or with $alone of these alone; each an array or JSON text.
         * @phpstan-param list<string|array<string, mixed>> $extra
         * @throws Exception
         */
        public function screener(array $extra = [], bool $alone = false): Screener {}
        /**
         * Lint one definition file for its author. For keyword packs $at tells entries that expired before that day, and
         * $names are those of persons and parties, which no list may hold.
         * @phpstan-param list<string>|null $names
         * @throws Exception
         */
        public function check(string $name, string $text, \DateTimeInterface|string|null $at = null, ?array $names = null): array {}
    }

    /**
     * Counts of receipts for each region and report date of one schedule: whole years from columns, and a board that
     * changes with each receipt. Counts and states are those of Rulebook::board() for receipts without a date of their own.
     * @strict-properties
     * @not-serializable
     */
    final class Grid
    {
        /**
         * @phpstan-param list<string> $regions codes, each once; a place is an index in this list
         * @throws Exception
         */
        public function __construct(Rulebook $rules, array $regions, \DateTimeInterface|string $from, \DateTimeInterface|string $until, ?string $schedule = null) {}
        /** @return list<string> the codes, in the order of their places */
        public function getRegions(): array {}
        /** Number of dates. */
        public function getDays(): int {}
        /**
         * Count one receipt, in constant time. $time: integer since 1970 UTC in $unit (s, ms, us, ns), RFC 3339 text or
         * DateTimeInterface; $region: code or place; $key tells resends (0: none). What was received after $now is ignored.
         * @throws Exception
         */
        public function add(\DateTimeInterface|string|int $time, string|int $region, \DateTimeInterface|string $now, int $key = 0, string $unit = "s"): void {}
        /**
         * Count many: strings of pack('q*', ...) for $times and $keys and pack('l*', ...) for $regions, read without a copy, or
         * arrays. $unit is that of integers.
         * @phpstan-param string|array<int|string|\DateTimeInterface> $times
         * @phpstan-param string|array<int|string> $regions
         * @phpstan-param string|array<int>|null $keys
         * @throws Exception
         */
        public function addMany(string|array $times, string|array $regions, \DateTimeInterface|string $now, string|array|null $keys = null, string $unit = "s"): void {}
        /**
         * One region and date; null if it has no window.
         * @return array{required: int, received: int, on_time: int, early: int, late: int, state: WindowState}|null
         * @throws Exception
         */
        public function cell(string $region, \DateTimeInterface|string $date, \DateTimeInterface|string $now): ?array {}
        /** All states, regions by dates: unpack('C*', ...) gives places in WindowState::cases(), 255 for a date without a window. */
        public function states(\DateTimeInterface|string $now): string {}
        /** Reports on time, or all that were received, regions by dates: unpack('l*', ...). */
        public function counts(bool $onTime = true): string {}
        /** Counts and rates as exact fractions, and what was ignored. */
        public function getSummary(\DateTimeInterface|string $now): array {}
    }
}
