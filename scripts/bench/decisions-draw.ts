import { hash } from 'node:crypto';

import type { Money } from '../../lib/kernel/index.ts';

export const COUNTRIES = ['DE', 'AT', 'CH', 'FR', 'NL'] as const;

/** Different user agents and products of the sample data. */
export const AGENTS = 400;
export const SKUS = 3_000;

/** The same number for the same place in every run: 0 to 2^32 − 1. */
function mixed(at: number, salt: number): number {
	let value = Math.imul(at ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b);
	value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
	return (value ^ (value >>> 16)) >>> 0;
}

export const part = (at: number, salt: number): number => mixed(at, salt) / 2 ** 32;
export const below = (at: number, salt: number, limit: number): number =>
	Math.floor(part(at, salt) * limit);
export const fingerprint = (text: string): string => hash('sha256', text);
export const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();
export const eur = (minor: number): Money => ({ amountMinor: BigInt(minor), currency: 'EUR' });

/** Two or three browsers share a network. */
export const networkOf = (browser: number): number => Math.floor(browser / 2.5);
