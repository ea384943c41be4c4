export { asRich, isEmpty, plainOf, richOf } from "../../../shared/rich-text.ts";
