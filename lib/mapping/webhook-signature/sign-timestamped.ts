import { createHmac } from 'node:crypto';
import { toMilliseconds, type Instant } from '../../kernel';

/** The header that `timestampedSignatureFault` checks: `t=<unix seconds>,v1=<hex>` over `<t>.<body>`. */
export function timestampedSignature(body: string, secret: string, now: Instant): string {
	const seconds = Math.floor(toMilliseconds(now) / 1_000);
	const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
	return `t=${seconds},v1=${signature}`;
}
