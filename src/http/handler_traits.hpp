// What the signature of a handler says: its answer, its input, and whether it takes a file.
#pragma once

#include <type_traits>

namespace fabula::http {

struct Call;
class Upload;

namespace detail {

// The parameters of a handler member function.
template <class Out, class... Args>
struct Signature {
    using Answer = Out;
    static constexpr bool takes_upload = (std::is_same_v<Args, Upload&> || ...);
};
template <class F>
struct HandlerTraits;
template <class C, class Out>
struct HandlerTraits<Out (C::*)(Call&)> : Signature<Out> {
    using In = void;
};
template <class C, class Out>
struct HandlerTraits<Out (C::*)(Call&) const> : HandlerTraits<Out (C::*)(Call&)> {};
template <class C, class Out, class InType>
struct HandlerTraits<Out (C::*)(Call&, const InType&)> : Signature<Out> {
    using In = InType;
};
template <class C, class Out, class InType>
struct HandlerTraits<Out (C::*)(Call&, const InType&) const>
    : HandlerTraits<Out (C::*)(Call&, const InType&)> {};
template <class C, class Out>
struct HandlerTraits<Out (C::*)(Call&, Upload&)> : Signature<Out, Upload&> {
    using In = void;
};
template <class C, class Out>
struct HandlerTraits<Out (C::*)(Call&, Upload&) const> : HandlerTraits<Out (C::*)(Call&, Upload&)> {
};
template <class C, class Out, class InType>
struct HandlerTraits<Out (C::*)(Call&, const InType&, Upload&)> : Signature<Out, Upload&> {
    using In = InType;
};
template <class C, class Out, class InType>
struct HandlerTraits<Out (C::*)(Call&, const InType&, Upload&) const>
    : HandlerTraits<Out (C::*)(Call&, const InType&, Upload&)> {};

}  // namespace detail

}  // namespace fabula::http
