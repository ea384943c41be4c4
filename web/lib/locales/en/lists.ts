/** What every list of conversations says besides its rows: selecting, views of one's own. */
export const lists = {
  mark: "Select “{{subject}}”",
  picking: "Select several",
  actions: {
    mark: "Select or unselect this one",
    markAll: "Select everything in this view",
    newView: "New view",
    arrange: "Arrange the views",
    bulk: {
      assign: "Assign the selected",
      prioritise: "Set the priority of the selected",
      tag: "Tag the selected",
      status: "Set the status of the selected",
      classify: "Set the topic of the selected",
      snooze: "Snooze the selected",
      rootCause: "Set the root cause of the selected",
      fill: "Fill in fields of the selected",
      hold: "Put the selected on hold",
      promise: "Promise a next step for the selected",
      resolve: "Resolve the selected",
      wait: "Wait for the customers of the selected",
      wake: "End the snooze of the selected",
      reopen: "Reopen the selected",
      follow: "Follow the selected",
      unfollow: "Stop following the selected",
    },
  },
};
