<?php

/** Classes of Pilkada\ as one line for each thing that a user can see. As a script: signatures.php STUB. */

function parameterLine(ReflectionParameter $p): string
{
    $default = $p->isOptional() ? ' = ' . json_encode($p->getDefaultValue()) : '';
    return "{$p->getType()} \${$p->name}$default";
}

function classLine(ReflectionClass $r): string
{
    $interfaces = $r->getInterfaceNames();
    sort($interfaces);
    $kind = $r->isEnum() ? 'enum' : ($r->isInterface() ? 'interface' : 'class');
    $parent = $r->getParentClass() ? $r->getParentClass()->name : '-';
    return ($r->isFinal() ? 'final ' : '') . "$kind {$r->name} extends $parent implements " . implode(', ', $interfaces);
}

function memberLines(ReflectionClass $r): array
{
    $ours = fn($member) => str_starts_with($member->class, 'Pilkada\\');
    $lines = [];
    foreach ($r->getReflectionConstants() as $c) {
        $value = $c->getValue();
        $lines[] = "{$r->name}::{$c->name} = " . json_encode($value);
    }
    foreach (array_filter($r->getProperties(), $ours) as $p) {
        $default = $p->hasDefaultValue() ? ' = ' . json_encode($p->getDefaultValue()) : '';
        $lines[] = ($p->isReadOnly() ? 'readonly ' : '') . "{$r->name}::\${$p->name} {$p->getType()}$default";
    }
    foreach ($r->isEnum() ? [] : array_filter($r->getMethods(), $ours) as $m) {
        $lines[] = ($m->isStatic() ? 'static ' : '') . "{$r->name}::{$m->name}("
            . implode(', ', array_map('parameterLine', $m->getParameters())) . "): {$m->getReturnType()}";
    }
    return $lines;
}

/** @return list<string> */
function signatures(): array
{
    $lines = [];
    foreach (array_merge(get_declared_classes(), get_declared_interfaces()) as $class) {
        if (str_starts_with($class, 'Pilkada\\')) {
            $r = new ReflectionClass($class);
            array_push($lines, classLine($r), ...memberLines($r));
        }
    }
    sort($lines);
    return $lines;
}

if (PHP_SAPI === 'cli' && realpath($_SERVER['argv'][0]) === __FILE__) {
    require $_SERVER['argv'][1];
    echo implode("\n", signatures());
}
