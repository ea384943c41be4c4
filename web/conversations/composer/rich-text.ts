export { asRich, fileIdsIn, isEmpty, plainOf, richOf } from "../../../shared/rich-text.ts";
