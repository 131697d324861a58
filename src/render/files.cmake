set(render_files built_in_prompts.cpp frame_prompt.cpp planned.cpp render_routes.cpp render_service.cpp
    render_store.cpp)
