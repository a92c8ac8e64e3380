import { parseAmount, type Money } from '../../../lib/kernel';

export const PROGRAMME_ID = 'prg_spring';
export const AFFILIATE_ID = 'aff_anna';
export const CLICK_ID = 'clk_01kb0000000000000000000000';
export const OTHER_CLICK_ID = 'clk_01kb0000000000000000000001';
export const STORE_KEY = 'demo.myshopify.com';
export const CLICKED_AT = '2026-11-14T10:00:00.000Z';
export const ORDERED_AT = '2026-11-17T12:30:00.000Z';
export const CREATED_AT = '2026-01-01T00:00:00.000Z';

/** `eur('87.20')`: an exact amount from decimal text. */
export function eur(amount: string): Money {
	return parseAmount(amount, 'EUR');
}
