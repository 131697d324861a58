set(jobs_files job_run.cpp jobs_routes.cpp jobs_service.cpp jobs_store.cpp needs.cpp)
