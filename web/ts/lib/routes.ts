// The calls that pages make, by the names of the server's route table. A test compares this list
// with /openapi.json.
export const routes = {
    list_projects: "GET /api/v1/projects",
    update_project: "PATCH /api/v1/projects/{project_id}",
    delete_project: "DELETE /api/v1/projects/{project_id}",
    restore_project: "POST /api/v1/projects/{project_id}/restore",
    create_import: "POST /api/v1/imports",
    discard_import: "DELETE /api/v1/imports/{import_id}",
    confirm_import: "POST /api/v1/imports/{import_id}/confirm",
    get_script: "GET /api/v1/scripts/{script_id}",
    get_script_state: "GET /api/v1/scripts/{script_id}/state",
    list_script_changes: "GET /api/v1/scripts/{script_id}/changes",
    change_script: "POST /api/v1/scripts/{script_id}/changes",
    list_nodes: "GET /api/v1/nodes",
    list_characters: "GET /api/v1/characters",
    list_locations: "GET /api/v1/locations",
    list_shots: "GET /api/v1/shots",
    start_storyboard: "POST /api/v1/projects/{project_id}/storyboard",
    start_export: "POST /api/v1/projects/{project_id}/exports",
    list_exports: "GET /api/v1/exports",
    get_job: "GET /api/v1/jobs/{job_id}",
    list_jobs: "GET /api/v1/jobs",
    cancel_job: "POST /api/v1/jobs/{job_id}/cancel",
    retry_job: "POST /api/v1/jobs/{job_id}/retry",
    list_events: "GET /api/v1/events",
} as const;

export type RouteName = keyof typeof routes;
