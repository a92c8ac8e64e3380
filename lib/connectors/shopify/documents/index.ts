export { CUSTOMER_BY_EMAIL, CUSTOMER_CONSENT, SET_CONSENT } from './customers';
export { CREATE_DISCOUNT, DISCOUNT_BY_CODE } from './discounts';
export {
	DISPUTES_BY_ID,
	ORDER_BY_ID,
	ORDER_LISTS,
	ORDERS_PAGE,
	REFUND_LINES,
	REFUNDS_BY_ID,
} from './orders';
export { SHOP_AND_SCOPES, STOCK, STOCK_LEVELS } from './shop';
export { CREATE_WEBHOOK, DELETE_WEBHOOK, LIST_WEBHOOKS } from './webhooks';
export {
	ADD_TAGS,
	ORDER_DETAILS,
	REMOVE_TAGS,
	SET_METAFIELDS,
	TAGS_OF,
	UPDATE_ORDER,
} from './write-back';
