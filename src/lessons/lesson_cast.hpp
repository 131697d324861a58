// Who plays in a lesson: chosen types become characters of the project, in the roles of its script.
#pragma once

#include <string>
#include <vector>

#include "cast/cast_script_service.hpp"
#include "cast/cast_service.hpp"
#include "generate/frame_service.hpp"
#include "lessons/lesson_story.hpp"
#include "lessons/lessons.hpp"
#include "pictures/pictures_service.hpp"
#include "providers/builtin.hpp"
#include "store/store.hpp"

namespace fabula::lessons {

// One of the cast as somebody chose them.
struct ChosenPerson {
    const CharacterType* type = nullptr;
    std::string name{};  // Empty: that of the role, or one of the type's.
    std::string role{};  // Id of a role of the story, or the name of somebody in the script.
};

class LessonCast {
public:
    struct Parts {
        store::Store& store;
        cast::CastService& cast;
        cast::CastScriptService& scripts;
        generate::FrameService& frames;
        pictures::PictureService& pictures;
        const providers::BuiltinProvider& rules;
    };
    explicit LessonCast(const Parts& parts) : parts_(parts) {}

    // Puts them into the roles of the lesson, in the place of who was chosen before: first where a
    // role is named, then where the type is the role's own, then where the age fits, then in order.
    // They get look, words and a locked reference sheet that the rules draw; a sheet that somebody
    // brought and locked stays. In a lesson story they are renamed in the script too. Roles that
    // nobody was chosen for look as the story says. Throws Invalid, field "characters", before
    // anything is changed.
    void select(const Actor& actor, const Lesson& lesson, const std::vector<ChosenPerson>& chosen);

private:
    struct Part;
    std::vector<Part> read_parts(const Actor& actor, const Lesson& lesson);
    void play(const Actor& actor, const Lesson& lesson, Part& part);
    // Answers whether the look is another one now.
    bool dress(const Actor& actor, const Lesson& lesson, const Part& part);
    void ensure_sheet(const Actor& actor, const CharacterId& id, bool changed);
    void leave_out(const Actor& actor, const Part& part);

    Parts parts_;
};

}  // namespace fabula::lessons
