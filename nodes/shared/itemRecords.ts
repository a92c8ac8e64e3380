import type { IExecuteFunctions } from 'n8n-workflow';
import { attributionSchema, type Attribution } from '../../lib/model/credit';
import { orderSchema, type Order } from '../../lib/model/order';
import { parseModel } from '../../lib/model/parse';
import { refundSchema, type Refund } from '../../lib/model/refund';
import { verdictSchema, type Verdict } from '../../lib/model/verdict';
import { readModel, readModelJson } from './modelSource';

/*
 * The records that the steps of the loop put on an item, each with the node that makes it. A
 * missing required one is an error that names that node; an optional one is null.
 */

export function readOrder(execute: IExecuteFunctions, itemIndex: number): Order {
	return readModel(execute, itemIndex, 'order', orderSchema, "'Store Order Trigger'");
}

export function readRefund(execute: IExecuteFunctions, itemIndex: number): Refund {
	return readModel(execute, itemIndex, 'refund', refundSchema, "'Store Order Trigger'");
}

export function readAttribution(execute: IExecuteFunctions, itemIndex: number): Attribution {
	const madeBy = "'Affiliate Attribution'";
	return readModel(execute, itemIndex, 'attribution', attributionSchema, madeBy);
}

/** Null when no fraud check ran. */
export function readVerdict(execute: IExecuteFunctions, itemIndex: number): Verdict | null {
	const json = readModelJson(execute, itemIndex, 'fraud');
	return json === undefined || json === null ? null : parseModel(verdictSchema, json, 'fraud');
}
