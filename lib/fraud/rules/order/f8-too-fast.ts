import { z } from 'zod/v4';
import { millisecondsBetween } from '../../../kernel';
import { MEDIA } from '../../../model/touch';
import { defineFraudRule } from '../../define-fraud-rule';
import { observeCreditedClicks } from '../../observe-credited-clicks';

const parameterSchema = z
	.object({
		flagSeconds: z.number().min(0).max(86_400),
		holdSeconds: z.number().min(0).max(86_400),
		exceptMedia: z.array(z.enum(MEDIA)).max(MEDIA.length),
	})
	.refine(({ flagSeconds, holdSeconds }) => holdSeconds <= flagSeconds, {
		message: 'must not be above flagSeconds',
		path: ['holdSeconds'],
	});

const FLAG_WEIGHT = 0.3;
const HOLD_WEIGHT = 0.6;

/**
 * The order came sooner after the credited click than anybody fills a cart, so the click was put
 * between customer and order. Both limits are exclusive; stores write whole seconds.
 */
export const tooFast = defineFraudRule({
	id: 'F8',
	stage: 'order',
	version: 1,
	title: 'Order Too Soon After the Click',
	description: 'The order came within seconds of the credited click',
	anchor: 'Affise: click to conversion time',
	falsePositiveNote: 'One-click payment and links into apps are fast: leave out their media.',
	affiliateText: 'The time between click and order needs a check by a person.',
	action: 'flag',
	weight: FLAG_WEIGHT,
	isHard: false,
	defaultMode: 'on',
	// F3 asks for a review when the click is missing; twice would not make it clearer.
	onUnknown: 'allow',
	requires: ['click'],
	parameterSchema,
	defaultParameters: {
		flagSeconds: 10,
		holdSeconds: 3,
		exceptMedia: ['app', 'server', 'in_store'],
	},
	parameterFields: [
		{
			name: 'flagSeconds',
			title: 'Flag Below (Seconds)',
			description: 'Orders sooner than this after the click are flagged',
			type: 'number',
		},
		{
			name: 'holdSeconds',
			title: 'Hold Below (Seconds)',
			description: 'Orders sooner than this after the click are held',
			type: 'number',
		},
		{
			name: 'exceptMedia',
			title: 'Media Left Out',
			description: 'Ways of reaching a customer that are this fast: web, email, qr, app and so on',
			type: 'list',
			placeholder: 'e.g. app, server',
		},
	],
	evaluate: ({ credits, order }, { flagSeconds, holdSeconds, exceptMedia }) =>
		observeCreditedClicks(
			credits,
			({ occurredAt, medium }) => {
				if (exceptMedia.includes(medium)) return null;
				const between = millisecondsBetween(occurredAt, order.createdAt) / 1_000;
				if (between <= -1) {
					const reason = 'The credited click came after the order';
					return { evidence: { medium }, reason, weight: HOLD_WEIGHT };
				}
				// A click in the second of the order may lie behind it by a fraction.
				const seconds = Math.max(0, between);
				if (seconds >= flagSeconds) return null;
				return {
					evidence: { seconds: String(seconds), medium },
					reason: `The order came ${seconds} s after the credited click`,
					weight: seconds < holdSeconds ? HOLD_WEIGHT : FLAG_WEIGHT,
				};
			},
			'The order did not come too soon after the click',
		),
});
