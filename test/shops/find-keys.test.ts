import { expect, test } from 'vitest';
import { numberFound, orderKeys, orderRanges } from '#shops/find-keys.ts';
import { order } from '../store/fixture.ts';

const keysOf = (number: string): string[] =>
  orderKeys(order('o1', 'c1', { number })).map(({ value }) => value);
const finds = (number: string, typed: string): boolean =>
  keysOf(number).some((value) =>
    orderRanges(typed).some(([from, before]) => value >= from && value < before),
  );

test.each([
  ['#1042', ['1042']],
  ['PED-1042', ['ped1042', '1042 ped1042']],
  ['#001042', ['001042', '1042 001042']],
  ['PED-2026-01042', ['ped202601042', '202601042 ped202601042', '1042 ped202601042']],
  [
    '404-1234567-7654321',
    ['40412345677654321', '12345677654321 40412345677654321', '7654321 40412345677654321'],
  ],
  ['R-1042-1', ['r10421', '10421 r10421']],
  ['ÚNICO', ['único']],
])('the order %s is looked up by %j', (number, keys) => {
  expect(keysOf(number)).toEqual(keys);
  for (const key of keys) expect(numberFound(key)).toBe(keys[0]);
});

test.each([
  ['PED-1042', '1042', true],
  ['WC-1042', '#1042', true],
  ['WC-1042', 'wc 1042', true],
  ['WC-001042', '1042', true],
  ['WC-001042', '001042', true],
  ['WC-10425', '1042', true],
  ['WC-1042', '104', false],
  ['#1042', '104', false],
  ['WC-104', '104', true],
  ['#104', '104', true],
  ['WC-1042', '42', false],
  ['WC-1042', '0', false],
  ['WC-0', '0', true],
  ['R-1042-1', '1', false],
])('of the order %s, "%s" is said: found %s', (number, typed, found) => {
  expect(finds(number, typed)).toBe(found);
});
