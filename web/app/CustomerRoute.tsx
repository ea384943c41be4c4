import { useParams } from "@tanstack/react-router";
import { ConversationsOf } from "../conversations/ConversationsOf.tsx";
import { CustomerPage } from "../customers/CustomerPage.tsx";

/** The customer's page with every conversation: the only place that knows both. */
export function CustomerRoute() {
  const { customerId } = useParams({ from: "/shell/customers/$customerId" });
  return (
    <CustomerPage
      key={customerId}
      id={customerId}
      conversations={<ConversationsOf customerId={customerId} />}
    />
  );
}
