import { DEMO } from '../../../scripts/demo/demo-settings.ts';
import type { DemoWorld } from '../../../scripts/demo/demo-world.ts';

/** Who may decide fraud cases. */
export const REVIEWER = { username: DEMO.fraudForm.user, password: DEMO.fraudForm.password };

/** Address of the page of workflow 18. */
export function fraudFormAddress({ n8n }: DemoWorld): string {
	return `${n8n.url}/form/fraud-review`;
}
