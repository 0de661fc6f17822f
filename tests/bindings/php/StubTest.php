<?php

declare(strict_types=1);

use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/Sample.php';
require_once __DIR__ . '/signatures.php';

/** The extension and bindings/php/pilkada.stub.php say the same. */
final class StubTest extends TestCase
{
    public function testStubAndExtensionAreEqual(): void
    {
        $stub = Sample::source('bindings/php/pilkada.stub.php');
        $command = [PHP_BINARY, '-n', __DIR__ . '/signatures.php', $stub];
        $declared = explode("\n", shell_exec(implode(' ', array_map('escapeshellarg', $command))));
        $this->assertGreaterThan(100, count($declared));
        $this->assertSame([], array_values(array_diff($declared, signatures())), 'only in the stub');
        $this->assertSame([], array_values(array_diff(signatures(), $declared)), 'only in the extension');
    }

    public function testArginfoIsMadeOfThisStub(): void
    {
        $arginfo = file_get_contents(Sample::source('bindings/php/pilkada_arginfo.h'));
        $hash = sha1(str_replace("\r\n", "\n", file_get_contents(Sample::source('bindings/php/pilkada.stub.php'))));
        $this->assertStringContainsString("Stub hash: $hash", $arginfo, 'run bindings/php/make_arginfo.sh');
    }
}
