import type { ExternalToast } from "sonner";

/** Says shortly that something is done, with a way back where there is one. Loaded when first needed. */
export function toast(text: string, options?: ExternalToast): void {
  void import("sonner").then((sonner) => sonner.toast(text, options));
}

/** Says that something was not done, and why. */
toast.error = (text: string, options?: ExternalToast): void => {
  void import("sonner").then((sonner) => sonner.toast.error(text, options));
};
