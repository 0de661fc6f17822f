<?php

declare(strict_types=1);

use Pilkada\EncodingException;
use Pilkada\LimitException;
use Pilkada\ParseException;
use Pilkada\Rulebook;
use Pilkada\Screener;
use Pilkada\Verdict;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/Sample.php';

/** What must never crash. */
final class HostileTest extends TestCase
{
    private const SEALED = [Verdict::class, Pilkada\Board::class, Pilkada\Screening::class, Screener::class, Rulebook::class, Pilkada\Grid::class];

    private function thrownBy(callable $call): Throwable
    {
        try {
            $call();
        } catch (Throwable $e) {
            return $e;
        }
        $this->fail('nothing was thrown');
    }

    public function testOtherTypesAreNoReport(): void
    {
        foreach ([null, 3, 1.5, true, new stdClass(), fopen('php://memory', 'r'), fn() => 1] as $report) {
            $e = $this->thrownBy(fn() => Sample::rules()->judge($report));
            $this->assertInstanceOf(TypeError::class, $e);
            $this->assertStringContainsString('Argument #1 ($report) must be of type array|string', $e->getMessage());
        }
        $this->assertInstanceOf(ArgumentCountError::class, $this->thrownBy(fn() => Sample::rules()->judge()));
        $this->assertInstanceOf(ArgumentCountError::class, $this->thrownBy(fn() => Sample::rules()->judge('', null, null, null, false, null, 1)));
        $this->assertInstanceOf(Error::class, $this->thrownBy(fn() => Sample::rules()->judge('{}', nope: 1)));
    }

    public function texts(): array
    {
        return [['', ParseException::class], ['{', ParseException::class], ['nul', ParseException::class],
            ['{"form_id":"lap_tungsura","a":1,"a":2}', ParseException::class], ["{\"a\":\"\0\"}", ParseException::class],
            ['{"a":"\u0000"}', ParseException::class], ["\u{feff}{}", ParseException::class],
            ["{\"a\":\"\xff\"}", EncodingException::class], ['{"form_id":"lap_tungsura","a":' . str_repeat('[', 65) . str_repeat(']', 65) . '}', LimitException::class]];
    }

    /** @dataProvider texts */
    public function testTextsThatAreNoJson(string $text, string $class): void
    {
        $e = $this->thrownBy(fn() => Sample::rules()->judge($text));
        $this->assertInstanceOf($class, $e);
        $this->assertInstanceOf(Pilkada\Exception::class, $e);
        $this->assertInstanceOf(InvalidArgumentException::class, $e);
        $this->assertSame(1, $e->inputLine);
        $this->assertIsInt($e->offset);
    }

    public function testValuesThatAreNoJson(): void
    {
        foreach ([[NAN, ParseException::class], [-INF, ParseException::class], ["x\0", ParseException::class],
            ["\xff", EncodingException::class]] as [$value, $class]) {
            $e = $this->thrownBy(fn() => Sample::rules()->judge(['a' => [$value]]));
            $this->assertInstanceOf($class, $e);
            $this->assertSame('/a/0', $e->where);
            $this->assertNull($e->offset);
        }
        $this->assertInstanceOf(EncodingException::class, $this->thrownBy(fn() => Sample::rules()->judge(["\xff" => 1])));
        $this->assertInstanceOf(ParseException::class, $this->thrownBy(fn() => Sample::rules()->judge(["a\0" => 1])));
        foreach ([fopen('php://memory', 'r'), fn() => 1, Sample::rules(), new ArrayObject(), Pilkada\Severity::Galat] as $value) {
            $this->assertInstanceOf(TypeError::class, $this->thrownBy(fn() => Sample::rules()->judge(['a' => $value])));
        }
    }

    public function testDepthAndSelfReferences(): void
    {
        $deep = 1;
        for ($i = 0; $i < 100000; $i++) {
            $deep = $i % 2 ? [$deep] : ['a' => $deep];
        }
        $self = [];
        $self['a'] = &$self;
        $object = new stdClass();
        $object->again = [$object, $object];
        $shared = 'x';
        for ($i = 0; $i < 40; $i++) {
            $shared = [$shared, $shared];
        }
        foreach ([['a' => $deep], $self, ['o' => $object], ['s' => $shared]] as $report) {
            $this->assertInstanceOf(LimitException::class, $this->thrownBy(fn() => Sample::rules()->judge($report)));
        }
    }

    public function testALongKeyKeepsThePlaceWhole(): void
    {
        $e = $this->thrownBy(fn() => Sample::rules()->judge(['k' => [str_repeat('é', 500) => ['x' => NAN]]]));
        $this->assertStringStartsWith('/k', $e->where);
        $this->assertTrue(mb_check_encoding($e->where, 'UTF-8'));
    }

    public function testCallersCodeThatChangesTheTree(): void
    {
        $liar = new class extends DateTime {
            public array $target;

            #[ReturnTypeWillChange]
            public function format($format): string
            {
                $this->target = [];
                gc_collect_cycles();
                return '2024-11-27';
            }
        };
        $list = array_fill(0, 1000, 'x');
        $list[0] = $liar;
        $liar->target = &$list;
        $report = ['form_id' => 'lap_tungsura', 'a' => &$list];
        $this->assertInstanceOf(Verdict::class, Sample::rules()->judge($report));
        $this->assertSame([], $list);
    }

    public function testADateWithoutConstructor(): void
    {
        $broken = (new ReflectionClass(new class extends DateTime {
            public function __construct()
            {
            }
        }))->newInstance();
        $this->assertInstanceOf(Error::class, $this->thrownBy(fn() => Sample::rules()->judge(['a' => $broken])));
        $this->assertInstanceOf(Error::class, $this->thrownBy(fn() => Sample::rules()->stages($broken)));
    }

    public function testSealedClasses(): void
    {
        foreach (self::SEALED as $class) {
            $this->assertTrue((new ReflectionClass($class))->isFinal());
            $this->assertFalse((new ReflectionClass($class))->isCloneable());
            $this->assertInstanceOf(ReflectionException::class,
                $this->thrownBy(fn() => (new ReflectionClass($class))->newInstanceWithoutConstructor()));
            foreach (['O:%d:"%s":0:{}', 'O:%d:"%s":1:{s:3:"ptr";i:1;}', 'C:%d:"%s":0:{}'] as $format) {
                $this->assertInstanceOf(Exception::class,
                    $this->thrownBy(fn() => unserialize(sprintf($format, strlen($class), $class))));
            }
            if (!in_array($class, [Screener::class, Pilkada\Grid::class], true)) {
                $this->assertInstanceOf(Error::class, $this->thrownBy(fn() => new $class()));
            }
        }
        $verdict = Sample::rules()->judge(Sample::REPORT);
        $this->assertInstanceOf(Exception::class, $this->thrownBy(fn() => serialize($verdict)));
        $this->assertInstanceOf(Error::class, $this->thrownBy(fn() => clone $verdict));
        $this->assertInstanceOf(Error::class, $this->thrownBy(function () use ($verdict) {
            $verdict->thisown = 0;
        }));
        $this->assertFalse(isset($verdict->thisown));
    }

    public function testValueObjectsWithoutValues(): void
    {
        foreach ([Pilkada\Finding::class, Pilkada\Hit::class, Pilkada\Cell::class, Pilkada\Edition::class] as $class) {
            foreach ([new $class(), (new ReflectionClass($class))->newInstanceWithoutConstructor(),
                unserialize(sprintf('O:%d:"%s":0:{}', strlen($class), $class))] as $object) {
                $this->assertSame('{}', json_encode($object));
                $name = (new ReflectionClass($class))->getProperties()[0]->name;
                $this->assertInstanceOf(Error::class, $this->thrownBy(fn() => $object->$name));
            }
        }
        $this->assertInstanceOf(TypeError::class,
            $this->thrownBy(fn() => unserialize('O:15:"Pilkada\Finding":1:{s:4:"code";i:3;}')));
    }

    public function testNothingOfSwigIsVisible(): void
    {
        foreach (get_declared_classes() as $class) {
            $this->assertStringStartsNotWith('Pilkada\SWIG', $class);
            $this->assertStringStartsNotWith('SWIG', $class);
        }
        $this->assertSame([], (new ReflectionExtension('pilkada'))->getFunctions());
        $this->assertSame([], (new ReflectionExtension('pilkada'))->getConstants());
    }

    public function testVersion(): void
    {
        preg_match('/VERSION_STRING "(.*)"/', file_get_contents(Sample::source('include/pilkada/version.h')), $m);
        $this->assertSame($m[1], phpversion('pilkada'));
    }

    public function testJsonLastErrorIsNotTouched(): void
    {
        json_decode('{');
        Sample::rules()->judge(Sample::REPORT)->getFindings();
        $this->assertSame(JSON_ERROR_SYNTAX, json_last_error());
    }
}
