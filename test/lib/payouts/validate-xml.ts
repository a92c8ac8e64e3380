import { readFileSync } from 'node:fs';
import path from 'node:path';
import { validateXML } from 'xmllint-wasm';
import type { PainVersion } from '../../../lib/payouts';

const FOLDER = path.join(__dirname, '../../fixtures/iso20022');

/** Faults that a bank's schema check would find; empty when the file is valid. */
export async function schemaFaults(xml: string, version: PainVersion): Promise<string[]> {
	const { errors } = await validateXML({
		xml: { fileName: 'payment.xml', contents: xml },
		schema: { fileName: `${version}.xsd`, contents: schema(version) },
	});
	return errors.map(({ message }) => message);
}

function schema(version: PainVersion): string {
	return readFileSync(path.join(FOLDER, `${version}.xsd`), 'utf8');
}
