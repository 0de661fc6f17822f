<?php

// no strict_types here: arguments are converted as PHP converts them for its own functions

use Pilkada\Screening;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/Sample.php';

final class WeakModeTest extends TestCase
{
    public function testScalarsAndStringablesAreConverted(): void
    {
        $stringable = new class {
            public function __toString(): string
            {
                return Sample::json();
            }
        };
        $this->assertSame(Sample::rules()->judge(Sample::REPORT)->toJson(), Sample::rules()->judge($stringable)->toJson());
        $this->assertInstanceOf(Screening::class, Sample::rules()->screen(12345, 7, 1));
        $this->assertSame('7', Sample::rules()->screen('x', 7)->getId());
    }

    public function testArraysAreNoStrings(): void
    {
        foreach ([fn() => Sample::rules()->screen(['x']), fn() => Sample::rules()->message(['x']), fn() => Sample::rules()->region([])] as $call) {
            try {
                $call();
                $this->fail('nothing was thrown');
            } catch (TypeError $e) {
                $this->assertStringContainsString('must be of type string, array given', $e->getMessage());
            }
        }
    }
}
